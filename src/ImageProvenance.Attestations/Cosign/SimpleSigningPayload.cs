namespace ImageProvenance.Attestations;

/// <summary>
/// What cosign signs in its first format: that an image has a digest. It says so, and proves nothing until a signature
/// over it has been verified. Immutable and thread-safe.
/// </summary>
/// <remarks>cosign, SIGNATURE_SPEC.md; containers/image, containers-signature.5.md, "JSON data format".</remarks>
public sealed class SimpleSigningPayload
{
    /// <summary>The type that cosign writes.</summary>
    public const string CosignType = "cosign container image signature";

    /// <summary>The type that containers/image writes.</summary>
    public const string AtomicType = "atomic container signature";

    internal SimpleSigningPayload(Digest manifestDigest, string type, string? dockerReference, IReadOnlyDictionary<string, string> optional) =>
        (ManifestDigest, Type, DockerReference, Optional) = (manifestDigest, type, dockerReference, optional);

    /// <summary>The digest of the signed manifest or index.</summary>
    public Digest ManifestDigest { get; }

    /// <summary>The signature's type: <see cref="CosignType"/> or <see cref="AtomicType"/>.</summary>
    public string Type { get; }

    /// <summary>The repository that the signer names, as written; null where it is absent or empty. cosign does not check it.</summary>
    public string? DockerReference { get; }

    /// <summary>The signer's annotations (<c>cosign sign -a k=v</c>) whose values are strings; values of other kinds are ignored.</summary>
    public IReadOnlyDictionary<string, string> Optional { get; }

    /// <summary>Reads a payload.</summary>
    /// <param name="utf8">The payload's JSON, as received: the bytes that were or will be verified.</param>
    /// <exception cref="MalformedContentException">
    /// <c>malformed-json</c>; <c>too-many</c> annotations; <c>unknown-payload-type</c>; <c>invalid-digest</c>;
    /// <c>invalid-payload</c>: no digest.
    /// </exception>
    public static SimpleSigningPayload Parse(ReadOnlyMemory<byte> utf8) =>
        StrictJsonReader.Parse(utf8, "simple signing payload", SimpleSigningJson.Read);
}
