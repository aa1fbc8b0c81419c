namespace ImageProvenance;

/// <summary>
/// Bytes that have been hashed: the proof, as a type, that content has the digest it goes by. Only its factories make
/// one, and they hash. The array behind the bytes belongs to this object from then on: nobody may write to it.
/// Immutable and thread-safe.
/// </summary>
public sealed class VerifiedBytes
{
    private VerifiedBytes(ReadOnlyMemory<byte> content, Digest digest)
    {
        Memory = content;
        Digest = digest;
    }

    /// <summary>The digest that the bytes hash to.</summary>
    public Digest Digest { get; }

    /// <summary>The bytes, as received.</summary>
    public ReadOnlyMemory<byte> Memory { get; }

    /// <summary>The bytes, as received.</summary>
    public ReadOnlySpan<byte> Span => Memory.Span;

    /// <summary>Hashes bytes that came by tag or list, and names them by their SHA-256.</summary>
    public static VerifiedBytes Hash(ReadOnlyMemory<byte> content) => new(content, Digest.Of(content.Span));

    /// <summary>Hashes bytes that were asked for by digest.</summary>
    /// <exception cref="MalformedContentException">They hash to something else (<c>digest-mismatch</c>).</exception>
    public static VerifiedBytes Hash(ReadOnlyMemory<byte> content, Digest expected)
    {
        var actual = Digest.Of(content.Span, expected.Algorithm);
        return actual == expected
            ? new(content, actual)
            : throw new MalformedContentException("digest-mismatch", "Content does not hash to the digest it was asked by.", expected.ToString(), actual.ToString());
    }

    /// <summary>Hashes bytes that a descriptor lists: first their size, then their digest.</summary>
    /// <remarks>OCI image-spec, descriptor.md: verify the size before the digest.</remarks>
    /// <exception cref="MalformedContentException">Another size (<c>size-mismatch</c>) or another digest (<c>digest-mismatch</c>).</exception>
    public static VerifiedBytes Hash(ReadOnlyMemory<byte> content, Descriptor expected)
    {
        ArgumentNullException.ThrowIfNull(expected);
        return content.Length == expected.Size
            ? Hash(content, expected.Digest)
            : throw new MalformedContentException("size-mismatch", $"Content {expected.Digest} has another size than its descriptor says.", $"{expected.Size} bytes", $"{content.Length} bytes");
    }
}
