namespace ImageProvenance.Attestations;

/// <summary>
/// A Sigstore bundle as data: a signature with all that verifies it, in versions 0.1 to 0.3. Its shape is what its version
/// demands; nothing in it is verified. Immutable and thread-safe.
/// </summary>
/// <remarks>sigstore protobuf-specs, sigstore_bundle.proto, and architecture-docs, client-spec.md.</remarks>
public sealed class SigstoreBundle
{
    /// <summary>The most log entries that are read of one bundle.</summary>
    public const int MaxTlogEntries = 32;

    /// <summary>The most timestamps that are read of one bundle.</summary>
    public const int MaxTimestamps = 32;

    // Deeper than any bundle by far; the payload of an envelope is text here.
    private const int MaxDepth = 32;

    internal SigstoreBundle()
    {
    }

    /// <summary>The media type, as written.</summary>
    public required string MediaType { get; init; }

    /// <summary>The version, which the media type tells.</summary>
    public SigstoreBundleVersion Version { get; internal init; }

    /// <summary>What the bundle says about the signer's key.</summary>
    public required KeyMaterial KeyMaterial { get; init; }

    /// <summary>The log entries; may be empty.</summary>
    public IReadOnlyList<TransparencyLogEntry> TlogEntries { get; internal init; } = [];

    /// <summary>The timestamps, each a DER <c>TimeStampResp</c> of RFC 3161; may be empty.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Rfc3161Timestamps { get; internal init; } = [];

    /// <summary>The signature over an artifact itself; null where there is an envelope.</summary>
    public MessageSignature? MessageSignature { get; internal init; }

    /// <summary>The envelope, with exactly one signature; null where an artifact itself is signed.</summary>
    public DsseEnvelope? DsseEnvelope { get; internal init; }

    /// <summary>Reads a bundle. Base64 must be standard and whole; unknown members are ignored.</summary>
    /// <param name="utf8">The bundle's JSON, as received.</param>
    /// <exception cref="MalformedContentException">
    /// <c>malformed-json</c>; <c>too-many</c>; <c>unknown-bundle-version</c>; <c>invalid-dsse-envelope</c>;
    /// <c>invalid-bundle</c>: not the shape that its version demands.
    /// </exception>
    public static SigstoreBundle Parse(ReadOnlyMemory<byte> utf8) =>
        StrictJsonReader.Parse(utf8, "Sigstore bundle", BundleJson.Read, MaxDepth);
}
