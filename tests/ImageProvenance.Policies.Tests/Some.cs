using System.Security.Cryptography;
using ImageProvenance.Signatures;
using ImageProvenance.Testing;

namespace ImageProvenance.Policies.Tests;

/// <summary>Values that tests need and do not care about.</summary>
internal static class Some
{
    public const string Name = "ghcr.io/acme/app";

    public const string Revision = "0123456789abcdef0123456789abcdef01234567";

    public static TestKey A { get; } = TestKey.Ecdsa();

    public static TestKey B { get; } = TestKey.Ecdsa();

    public static TestKey C { get; } = TestKey.Ecdsa();

    public static TestKey P384 { get; } = TestKey.Ecdsa(ECCurve.NamedCurves.nistP384);

    public static TestKey Rsa { get; } = TestKey.Rsa();

    /// <summary>A Sigstore instance that asks for this much; for one log entry, one time and one SCT unless said otherwise.</summary>
    public static TrustedInstance Instance(TrustProfile? profile = null, string name = "test") => new(name, Root(name))
    {
        Profile = profile ?? new() { LogEntries = 1, SignedCertificateTimestamps = 1 },
    };

    public static PublicKey Public(TestKey key, string? algorithm = null) => PublicKey.FromPem(key.PublicKeyPem, algorithm);

    public static Action<SignerBuilder> By(params TestKey[] keys) => signer => signer.Keys(keys.Select(key => Public(key)));

    /// <summary>A root that is known by its name only: nothing here verifies with it.</summary>
    private static TrustedRoot Root(string name) => new()
    {
        Id = Digest.Of(System.Text.Encoding.UTF8.GetBytes(name)),
        MediaType = "test",
        TransparencyLogs = [],
        CertificateTransparencyLogs = [],
        CertificateAuthorities = [],
        TimestampAuthorities = [],
    };
}
