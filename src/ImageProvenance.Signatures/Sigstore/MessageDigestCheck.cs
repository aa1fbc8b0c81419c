using System.Security.Cryptography;
using ImageProvenance.Attestations;

namespace ImageProvenance.Signatures;

/// <summary>
/// The digest that a bundle claims of its message is that of the message. It is never the input of a verification, but a
/// bundle that contradicts itself, or claims what cannot be checked, is refused.
/// </summary>
/// <remarks>sigstore protobuf-specs, sigstore_common.proto, <c>MessageSignature</c>.</remarks>
internal static class MessageDigestCheck
{
    public static bool Holds(MessageDigest claimed, SignedMessage message)
    {
        HashAlgorithmName? algorithm = claimed.Algorithm switch
        {
            HashAlgorithmId.Sha256 => HashAlgorithmName.SHA256,
            HashAlgorithmId.Sha384 => HashAlgorithmName.SHA384,
            HashAlgorithmId.Sha512 => HashAlgorithmName.SHA512,
            _ => null,
        };
        return algorithm is { } known && message.TryHash(known, out var hash) && claimed.Digest.Span.SequenceEqual(hash.Span);
    }
}
