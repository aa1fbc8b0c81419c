using System.Security.Cryptography;

namespace ImageProvenance.Signatures;

/// <summary>
/// What a signature covers: bytes, or only their digest where the bytes are not at hand. Each hash is computed once,
/// however many keys are tried. Immutable and thread-safe.
/// </summary>
public sealed class SignedMessage
{
    private byte[]? _sha256;
    private byte[]? _sha384;
    private byte[]? _sha512;

    private SignedMessage(ReadOnlyMemory<byte>? bytes) => Bytes = bytes;

    /// <summary>The bytes; null where only a digest is known.</summary>
    public ReadOnlyMemory<byte>? Bytes { get; }

    /// <summary>A message whose bytes are at hand.</summary>
    public static SignedMessage Of(ReadOnlyMemory<byte> bytes) => new(bytes);

    /// <summary>The content of a subject: its bytes where they are at hand, else its digests.</summary>
    public static SignedMessage Of(Subject subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        var message = new SignedMessage(subject.Content is { } content ? content.Memory : (ReadOnlyMemory<byte>?)null);
        foreach (var digest in subject.Digests)
        {
            if (digest.Algorithm == DigestAlgorithm.Sha256)
                message._sha256 = Convert.FromHexString(digest.Hex);
            else if (digest.Algorithm == DigestAlgorithm.Sha512)
                message._sha512 = Convert.FromHexString(digest.Hex);
        }

        return message;
    }

    /// <summary>The message's hash by SHA-256, SHA-384 or SHA-512; false where that hash is not known and the bytes are not at hand.</summary>
    public bool TryHash(HashAlgorithmName algorithm, out ReadOnlyMemory<byte> hash)
    {
        byte[]? known = algorithm == HashAlgorithmName.SHA256 ? _sha256 ??= Bytes is { } bytes ? SHA256.HashData(bytes.Span) : null
            : algorithm == HashAlgorithmName.SHA384 ? _sha384 ??= Bytes is { } bytes384 ? SHA384.HashData(bytes384.Span) : null
            : algorithm == HashAlgorithmName.SHA512 ? _sha512 ??= Bytes is { } bytes512 ? SHA512.HashData(bytes512.Span) : null
            : null;
        hash = known;
        return known is not null;
    }
}
