namespace ImageProvenance.Testing;

/// <summary>What signs: a key, with a certificate or without.</summary>
internal sealed record SigningKey(TestKey Key, IssuedCertificate? Certificate)
{
    /// <summary>What logs write down of it.</summary>
    public LogEntryVerifier Verifier => Certificate is { } certificate
        ? new(certificate.Der, certificate.Pem, IsCertificate: true, Key.KeyDetails)
        : new(Key.SubjectPublicKeyInfo, Key.PublicKeyPem + "\n", IsCertificate: false, Key.KeyDetails);
}
