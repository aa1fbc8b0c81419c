using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ImageProvenance.Signatures.Tests;

/// <summary>A certificate that tests make with the framework, with its key, so that it can issue others.</summary>
internal sealed class TestCertificate
{
    public const string CodeSigning = "1.3.6.1.5.5.7.3.3";
    public const string AnyPurpose = "2.5.29.37.0";

    private static int _serial;

    private TestCertificate(byte[] der, AsymmetricAlgorithm key, X500DistinguishedName subject) => (Der, Key, Subject) = (der, key, subject);

    public static DateTimeOffset NotBefore { get; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static DateTimeOffset NotAfter { get; } = new(2026, 12, 31, 23, 59, 59, TimeSpan.Zero);

    public byte[] Der { get; }

    public AsymmetricAlgorithm Key { get; }

    public X500DistinguishedName Subject { get; }

    public Certificate Parsed => Certificate.Parse(Der);

    public X509Certificate2 Framework => X509CertificateLoader.LoadCertificate(Der);

    /// <summary>An authority with the extensions that one has; self-signed without an issuer.</summary>
    public static TestCertificate Authority(
        string name, TestCertificate? issuer = null, int? pathLength = null, X509KeyUsageFlags usage = X509KeyUsageFlags.KeyCertSign,
        AsymmetricAlgorithm? key = null, params X509Extension[] more) =>
        Make($"CN={name}", issuer, [new X509BasicConstraintsExtension(true, pathLength is not null, pathLength ?? 0, true), new X509KeyUsageExtension(usage, true), .. more], key);

    /// <summary>A certificate of exactly these extensions.</summary>
    public static TestCertificate Make(
        string subject, TestCertificate? issuer, IEnumerable<X509Extension> extensions, AsymmetricAlgorithm? key = null,
        DateTimeOffset? notBefore = null, DateTimeOffset? notAfter = null, HashAlgorithmName? hash = null, X500DistinguishedName? issuerName = null, byte[]? serial = null)
    {
        key ??= ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var name = new X500DistinguishedName(subject);
        var request = key is ECDsa ecdsa
            ? new CertificateRequest(name, ecdsa, hash ?? HashAlgorithmName.SHA256)
            : new CertificateRequest(name, (RSA)key, hash ?? HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        foreach (var extension in extensions)
            request.CertificateExtensions.Add(extension);

        var signer = issuer?.Key ?? key;
        var generator = signer is ECDsa ec ? X509SignatureGenerator.CreateForECDsa(ec) : X509SignatureGenerator.CreateForRSA((RSA)signer, RSASignaturePadding.Pkcs1);
        serial ??= [1, .. BitConverter.GetBytes(Interlocked.Increment(ref _serial))];
        using var certificate = request.Create(issuerName ?? issuer?.Subject ?? name, generator, notBefore ?? NotBefore, notAfter ?? NotAfter, serial);
        return new(certificate.RawData, key, name);
    }

    /// <summary>A signer's certificate as Fulcio's are, with more extensions or others of the same kind.</summary>
    public static TestCertificate Leaf(TestCertificate issuer, params IEnumerable<X509Extension> extensions) =>
        Make("", issuer, LeafExtensions(extensions));

    /// <summary>The extensions of a signer's certificate; those given take the place of those of the same kind.</summary>
    public static IReadOnlyList<X509Extension> LeafExtensions(params IEnumerable<X509Extension> others)
    {
        X509Extension[] given = [.. others];
        X509Extension[] usual = [new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true), Purposes(CodeSigning), Name("https://example.com/workflow")];
        return [.. usual.Where(extension => given.All(other => other.Oid!.Value != extension.Oid!.Value)), .. given];
    }

    public static X509Extension Name(string uri)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddUri(new Uri(uri));
        return names.Build(critical: true);
    }

    public static X509Extension Purposes(params string[] oids)
    {
        var purposes = new OidCollection();
        foreach (string oid in oids)
            purposes.Add(new Oid(oid));
        return new X509EnhancedKeyUsageExtension(purposes, false);
    }
}
