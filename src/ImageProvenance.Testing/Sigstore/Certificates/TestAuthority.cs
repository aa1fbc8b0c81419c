using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ImageProvenance.Signatures;

namespace ImageProvenance.Testing;

/// <summary>A name with a key and a certificate: a root, an intermediate, or who signs timestamps. Not thread-safe.</summary>
internal sealed class TestAuthority : IDisposable
{
    private TestAuthority(CertificateDraft draft, byte[] certificate)
    {
        (Name, Key, Certificate) = (draft.Subject, draft.Key, certificate);
        KeyIdentifierForIssued = X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier(draft.KeyIdentifier);
    }

    /// <summary>An extension that nobody knows and that must not be ignored.</summary>
    public static X509Extension UnknownCriticalExtension { get; } = new("1.3.6.1.4.1.99999.1", [0x05, 0x00], critical: true);

    public X500DistinguishedName Name { get; }

    public TestKey Key { get; }

    /// <summary>The certificate, DER.</summary>
    public byte[] Certificate { get; }

    /// <summary>What the certificates that it issues name it by.</summary>
    public X509AuthorityKeyIdentifierExtension KeyIdentifierForIssued { get; }

    /// <summary>Makes an authority whose certificate is signed by itself.</summary>
    public static TestAuthority Root(string name, TestKeyKind key, ValidityPeriod validity) => Create(null, name, key, validity, AuthorityExtensions(pathLength: 1));

    /// <summary>Makes an authority whose certificate this one issues.</summary>
    public TestAuthority Intermediate(string name, TestKeyKind key, ValidityPeriod validity, string purpose) =>
        Create(this, name, key, validity, [.. AuthorityExtensions(pathLength: 0), Purposes([purpose], critical: false)]);

    /// <summary>Makes a signer, who issues nothing, whose certificate this authority issues.</summary>
    public TestAuthority Signer(string name, TestKeyKind key, ValidityPeriod validity, params X509Extension[] extensions) =>
        Create(this, name, key, validity, extensions);

    /// <summary>Makes a signer whose certificate nobody issued but itself.</summary>
    public static TestAuthority SelfSignedSigner(string name, TestKeyKind key, ValidityPeriod validity, params X509Extension[] extensions) =>
        Create(null, name, key, validity, extensions);

    public static X509EnhancedKeyUsageExtension Purposes(IEnumerable<string> purposes, bool critical)
    {
        var oids = new OidCollection();
        foreach (string purpose in purposes)
            oids.Add(new(purpose));
        return new(oids, critical);
    }

    public void Dispose() => Key.Dispose();

    private static TestAuthority Create(TestAuthority? issuer, string name, TestKeyKind kind, ValidityPeriod validity, IEnumerable<X509Extension> extensions)
    {
        var draft = new CertificateDraft(new(name), TestKey.Of(kind), validity, []);
        var issuerKey = issuer?.KeyIdentifierForIssued ?? X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier(draft.KeyIdentifier);
        draft = draft with { Extensions = [.. extensions, draft.KeyIdentifier, issuerKey] };
        return new(draft, draft.Issue(issuer?.Name ?? draft.Subject, issuer?.Key ?? draft.Key));
    }

    private static IEnumerable<X509Extension> AuthorityExtensions(int pathLength) =>
    [
        new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true),
        new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, pathLength, critical: true),
    ];
}
