using System.Collections.ObjectModel;

namespace ImageProvenance.Testing;

/// <summary>Content as a registry holds it: a blob, a layer or a manifest. Immutable and thread-safe.</summary>
/// <param name="mediaType">The media type.</param>
/// <param name="bytes">The bytes; nobody may write to them from now on.</param>
public sealed class TestContent(string mediaType, ReadOnlyMemory<byte> bytes)
{
    /// <summary>The empty document, <c>{}</c>, that OCI artifacts have in place of a configuration.</summary>
    /// <remarks>OCI image-spec, manifest.md, "Guidance for an Empty Descriptor".</remarks>
    public static TestContent Empty { get; } = new(MediaTypes.OciEmpty, "{}"u8.ToArray());

    /// <summary>The media type.</summary>
    public string MediaType { get; } = mediaType;

    /// <summary>The bytes.</summary>
    public ReadOnlyMemory<byte> Bytes { get; } = bytes;

    /// <summary>The SHA-256 of the bytes.</summary>
    public Digest Digest { get; } = Digest.Of(bytes.Span);

    /// <summary>The annotations that a manifest lists this content with, in the order of their names.</summary>
    public IReadOnlyDictionary<string, string> Annotations { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>A descriptor of this content, with its annotations.</summary>
    public Descriptor Descriptor => new(MediaType, Digest, Bytes.Length) { Annotations = Annotations };
}
