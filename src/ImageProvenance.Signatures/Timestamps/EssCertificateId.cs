using System.Security.Cryptography;

namespace ImageProvenance.Signatures;

/// <summary>
/// The signed name of a token's signer: a hash of its certificate, and where present the certificate's issuer and serial
/// number. It selects among certificates; what it selects is trusted by its chain alone. Slices of what was received.
/// </summary>
/// <param name="Algorithm">The algorithm of the hash; null in the first version, which has SHA-1.</param>
/// <param name="CertificateHash">The hash over the whole certificate.</param>
/// <param name="IssuerSerial">The certificate by issuer and serial number; null where it is not named so.</param>
/// <remarks>RFC 2634, 5.4.1, <c>ESSCertID</c>; RFC 5035, 4, <c>ESSCertIDv2</c>.</remarks>
internal readonly record struct EssCertificateId(HashAlgorithmName? Algorithm, ReadOnlyMemory<byte> CertificateHash, IssuerAndSerialNumber? IssuerSerial)
{
    /// <summary>Whether a certificate is the one that is named.</summary>
    /// <param name="certificateDer">The whole certificate.</param>
    public bool HashIsOf(ReadOnlySpan<byte> certificateDer)
    {
        Span<byte> buffer = stackalloc byte[SHA512.HashSizeInBytes];
        int length = Algorithm is { } name ? CryptographicOperations.HashData(name, certificateDer, buffer) : HashSha1(certificateDer, buffer);
        return CertificateHash.Span.SequenceEqual(buffer[..length]);
    }

    /// <summary>Whether issuer and serial number, where they are named, are those of a certificate.</summary>
    public bool IssuerSerialIsOf(Certificate certificate) => IssuerSerial is not { } named || named.IsOf(certificate);

#pragma warning disable CA5350 // The first version has no other hash. It only says which of the certificates at hand is meant: whether that one may sign is proven by its chain.
    private static int HashSha1(ReadOnlySpan<byte> data, Span<byte> buffer) => SHA1.HashData(data, buffer);
#pragma warning restore CA5350
}
