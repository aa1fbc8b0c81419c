using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ImageProvenance.Signatures;
using PublicKey = System.Security.Cryptography.X509Certificates.PublicKey;

namespace ImageProvenance.Testing;

/// <summary>A certificate before anybody has issued it. The same draft, issued twice, differs in the signature only.</summary>
internal sealed record CertificateDraft(X500DistinguishedName Subject, TestKey Key, ValidityPeriod Validity, IReadOnlyList<X509Extension> Extensions)
{
    /// <summary>A positive number of 20 bytes.</summary>
    public byte[] SerialNumber { get; } = [0x40, .. RandomNumberGenerator.GetBytes(19)];

    public PublicKey PublicKey { get; } = PublicKey.CreateFromSubjectPublicKeyInfo(Key.SubjectPublicKeyInfo.Span, out _);

    public X509SubjectKeyIdentifierExtension KeyIdentifier => new(PublicKey, critical: false);

    /// <summary>The certificate, DER.</summary>
    /// <param name="issuer">The name of the issuer.</param>
    /// <param name="issuerKey">The key that signs.</param>
    public byte[] Issue(X500DistinguishedName issuer, TestKey issuerKey)
    {
        var request = new CertificateRequest(Subject, PublicKey, issuerKey.Hash);
        foreach (var extension in Extensions)
            request.CertificateExtensions.Add(extension);
        var generator = issuerKey.Issuing ?? throw new InvalidOperationException("Authorities have ECDSA or RSA keys.");
        using var certificate = request.Create(issuer, generator, Validity.Start, Validity.End!.Value, SerialNumber);
        return certificate.RawData;
    }
}
