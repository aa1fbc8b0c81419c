using System.Collections.ObjectModel;

namespace ImageProvenance;

/// <summary>
/// What content is, and how to fetch and check it. Immutable and thread-safe; compared by its digest, size and media
/// type through <see cref="NamesSameContentAs"/>.
/// </summary>
/// <remarks>OCI image-spec, descriptor.md. <c>urls</c> is not read: a verifier has no reason to follow it.</remarks>
public sealed class Descriptor
{
    /// <summary>Creates a descriptor.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The size is negative.</exception>
    public Descriptor(string mediaType, Digest digest, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        MediaType = mediaType;
        Digest = digest;
        Size = size;
    }

    /// <summary>The media type of the content, as claimed by whoever wrote the descriptor.</summary>
    public string MediaType { get; }

    /// <summary>The digest of the content.</summary>
    public Digest Digest { get; }

    /// <summary>The size of the content in bytes; never negative.</summary>
    public long Size { get; }

    /// <summary>The artifact type that the descriptor claims for a manifest: a hint that clients lose or get wrong.</summary>
    public string? ArtifactType { get; init; }

    /// <summary>The platform that the content runs on, if the descriptor says.</summary>
    public Platform? Platform { get; init; }

    /// <summary>The annotations; empty if there are none.</summary>
    public IReadOnlyDictionary<string, string> Annotations { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>The content itself where the descriptor embeds it, not hashed yet; null where it does not.</summary>
    public ReadOnlyMemory<byte>? Data { get; init; }

    /// <summary>Whether both name the same content: digest, size and media type.</summary>
    public bool NamesSameContentAs(Descriptor other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Digest == other.Digest && Size == other.Size && MediaType == other.MediaType;
    }

    /// <inheritdoc />
    public override string ToString() => $"{MediaType} {Digest} ({Size} bytes)";
}
