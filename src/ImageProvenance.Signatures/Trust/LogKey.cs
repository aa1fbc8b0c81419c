using System.Security.Cryptography;

namespace ImageProvenance.Signatures;

/// <summary>Imports the keys of logs, each for the one algorithm that the trusted root names.</summary>
internal static class LogKey
{
    /// <summary>Imports a key.</summary>
    /// <param name="rawBytes">The key, as the trusted root has it.</param>
    /// <param name="details">What the trusted root says of it.</param>
    /// <param name="log">The log, for messages.</param>
    /// <exception cref="MalformedContentException">The key is malformed, or another than is said (<c>invalid-trusted-root</c>).</exception>
    public static PublicKey Import(byte[] rawBytes, LogKeyDetails details, string log)
    {
        try
        {
            byte[] info = details.IsPkcs1 ? PublicKeyPem.FromPkcs1(rawBytes) : rawBytes;
            if (details.RsaBits is { } expected && RsaModulus.BitsOf(SubjectPublicKeyInfo.Parse(info)) is var bits && bits != expected)
                throw PublicKey.Invalid("The key has another size than is said of it.", $"RSA, {expected} bits", bits is null ? "no RSA key" : $"RSA, {bits} bits");
            return PublicKey.FromSubjectPublicKeyInfo(info, details.Algorithm);
        }
        catch (MalformedContentException e)
        {
            throw TrustedRootJson.Invalid($"The key of {log}, {details.Name}, cannot be used: {e.Failure.Message}", e.Failure.Expected, e.Failure.Actual);
        }
        catch (CryptographicException e)
        {
            throw TrustedRootJson.Invalid($"The key of {log}, {details.Name}, cannot be read.", "an RSAPublicKey, DER", e.Message);
        }
    }
}
