using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ImageProvenance.Signatures.Tests;

/// <summary>A timestamp authority that tests make: a root, an intermediate authority, and the certificate that stamps.</summary>
internal sealed class StampingAuthority
{
    public const string TimeStamping = "1.3.6.1.5.5.7.3.8";
    public const string Uri = "https://tsa.example.com/api/v1/timestamp";

    public StampingAuthority(IEnumerable<X509Extension>? signerExtensions = null, AsymmetricAlgorithm? signerKey = null, params X509Extension[] intermediateExtensions)
    {
        Root = TestCertificate.Authority("TSA root");
        Intermediate = TestCertificate.Authority("TSA intermediate", Root, more: intermediateExtensions);
        Signer = Issue(signerExtensions, signerKey);
    }

    public StampingAuthority(TestCertificate root, TestCertificate intermediate, TestCertificate signer) => (Root, Intermediate, Signer) = (root, intermediate, signer);

    /// <summary>What a certificate that stamps usually has; made before the authority that has it.</summary>
    public static X509Extension[] SignerExtensions { get; } =
        [new X509BasicConstraintsExtension(false, false, 0, true), new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true), Purposes(true, TimeStamping)];

    /// <summary>One that everybody may use, where a test does not care.</summary>
    public static StampingAuthority Usual { get; } = new();

    public static ValidityPeriod Always { get; } = new(TestCertificate.NotBefore, null);

    public TestCertificate Root { get; }

    public TestCertificate Intermediate { get; }

    public TestCertificate Signer { get; }

    public static X509Extension Purposes(bool isCritical, params string[] oids)
    {
        var purposes = new OidCollection();
        foreach (string oid in oids)
            purposes.Add(new Oid(oid));
        return new X509EnhancedKeyUsageExtension(purposes, isCritical);
    }

    /// <summary>Another certificate of the same authority.</summary>
    public TestCertificate Issue(IEnumerable<X509Extension>? extensions = null, AsymmetricAlgorithm? key = null, DateTimeOffset? notBefore = null, DateTimeOffset? notAfter = null) =>
        TestCertificate.Make("O=example.com,CN=TSA", Intermediate, extensions ?? SignerExtensions, key ?? ECDsa.Create(ECCurve.NamedCurves.nistP384), notBefore, notAfter);

    /// <summary>The same authority, with another certificate that stamps.</summary>
    public StampingAuthority With(TestCertificate signer) => new(Root, Intermediate, signer);

    /// <summary>The authority as a root has it that names the certificate that stamps.</summary>
    public TimestampAuthority WithSigner(ValidityPeriod? validity = null, string? @operator = null) => InRoot(Signer.Parsed, validity, @operator);

    /// <summary>The authority as a root has it that names its chain alone.</summary>
    public TimestampAuthority WithoutSigner(ValidityPeriod? validity = null) => InRoot(null, validity, null);

    private TimestampAuthority InRoot(Certificate? signer, ValidityPeriod? validity, string? @operator) =>
        new(CertificateChain.Prove([Intermediate.Parsed, Root.Parsed]), signer) { Uri = Uri, Validity = validity ?? Always, Operator = @operator };
}
