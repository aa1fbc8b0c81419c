using System.Security.Cryptography;
using ImageProvenance.Attestations;

namespace ImageProvenance.Signatures;

/// <summary>
/// The digest that a bundle claims of its message is that of the message. It is never the input of a verification, but a
/// bundle that contradicts itself is refused.
/// </summary>
/// <remarks>sigstore protobuf-specs, sigstore_common.proto, <c>MessageSignature</c>.</remarks>
internal static class MessageDigestCheck
{
    public static bool Holds(MessageDigest claimed, VerifiedBytes message)
    {
        Span<byte> hash = stackalloc byte[SHA512.HashSizeInBytes];
        int length = claimed.Algorithm switch
        {
            HashAlgorithmId.Sha256 => SHA256.HashData(message.Span, hash),
            HashAlgorithmId.Sha384 => SHA384.HashData(message.Span, hash),
            HashAlgorithmId.Sha512 => SHA512.HashData(message.Span, hash),
            _ => 0,
        };
        return length > 0 && claimed.Digest.Span.SequenceEqual(hash[..length]);
    }
}
