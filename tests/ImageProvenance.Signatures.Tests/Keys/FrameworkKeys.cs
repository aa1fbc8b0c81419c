using System.Security.Cryptography;

namespace ImageProvenance.Signatures.Tests;

/// <summary>Key pairs of the framework, to sign with any hash, padding and encoding.</summary>
internal static class FrameworkKeys
{
    public static ECDsa P256 { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public static ECDsa P384 { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP384);

    public static ECDsa P521 { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP521);

    public static RSA Rsa { get; } = RSA.Create(2048);
}
