using System.Security.Cryptography;

namespace ImageProvenance.Signatures;

/// <summary>
/// The signed name of a token's signer: a hash of its certificate, and where present the certificate's issuer and serial
/// number. Slices of what was received.
/// </summary>
/// <param name="Algorithm">
/// The algorithm of the hash: SHA-2, and in the first version SHA-1, which has no other. It only says which of the certificates
/// at hand is meant; that this one may sign is proven by its chain.
/// </param>
/// <param name="CertificateHash">The hash over the whole certificate.</param>
/// <param name="IssuerSerial">The certificate by issuer and serial number; null where it is not named so.</param>
/// <remarks>RFC 2634, 5.4.1, <c>ESSCertID</c>; RFC 5035, 4, <c>ESSCertIDv2</c>.</remarks>
internal readonly record struct EssCertificateId(HashAlgorithmName Algorithm, ReadOnlyMemory<byte> CertificateHash, IssuerAndSerialNumber? IssuerSerial)
{
    /// <summary>Whether the hash is of a certificate.</summary>
    /// <param name="certificateDer">The whole certificate.</param>
    public bool HashIsOf(ReadOnlySpan<byte> certificateDer)
    {
        Span<byte> hash = stackalloc byte[SHA512.HashSizeInBytes];
        int length = CryptographicOperations.HashData(Algorithm, certificateDer, hash);
        return CertificateHash.Span.SequenceEqual(hash[..length]);
    }

    /// <summary>Whether issuer and serial number, where they are named, are those of a certificate.</summary>
    public bool IssuerSerialIsOf(Certificate certificate) => IssuerSerial is not { } named || named.IsOf(certificate);
}
