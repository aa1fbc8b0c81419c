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

    public static PublicKey Public(TestKey key, string? algorithm = null) => PublicKey.FromPem(key.PublicKeyPem, algorithm);

    public static Action<SignerBuilder> By(params TestKey[] keys) => signer => signer.Keys(keys.Select(key => Public(key)));
}
