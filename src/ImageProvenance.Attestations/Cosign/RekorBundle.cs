using System.Text;

namespace ImageProvenance.Attestations;

/// <summary>
/// The log entry that cosign writes beside a signature, as an annotation: the entry with the log's promise, and no inclusion
/// proof. Stateless and thread-safe.
/// </summary>
/// <remarks>
/// cosign, SIGNATURE_SPEC.md, "Properties", <c>dev.sigstore.cosign/bundle</c>. Some programs write the entry there as Sigstore
/// bundles have it, in <c>content.verificationMaterial.tlogEntries</c>; that is read too.
/// </remarks>
public static class RekorBundle
{
    /// <summary>The most characters of an annotation that are read.</summary>
    public const int MaxLength = 1 << 20;

    private const int MaxDepth = 16;

    /// <summary>
    /// Reads the annotation. The kind and version of the entry are those that its body names; nothing of it is verified.
    /// </summary>
    /// <param name="json">The annotation <see cref="CosignAnnotations.RekorBundleKey"/>, as written.</param>
    /// <returns>The entry; null where the annotation is empty or <c>null</c>, which some signers write for none.</returns>
    /// <exception cref="MalformedContentException">
    /// <c>malformed-json</c>; <c>too-many</c> entries; <c>invalid-rekor-bundle</c>: too large, or not the shape that cosign writes;
    /// <c>invalid-bundle</c>: an entry that is not as bundles have it.
    /// </exception>
    public static TransparencyLogEntry? Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        if (json.Length > MaxLength)
            throw Invalid("is too large", $"at most {MaxLength} characters", $"{json.Length} characters");
        return json is "" or "null" ? null : StrictJsonReader.Parse(Encoding.UTF8.GetBytes(json), "Rekor bundle", RekorBundleJson.Read, MaxDepth);
    }

    internal static MalformedContentException Invalid(string problem, string? expected = null, string? actual = null) =>
        new("invalid-rekor-bundle", $"The Rekor bundle beside a signature {problem}.", expected, actual);
}
