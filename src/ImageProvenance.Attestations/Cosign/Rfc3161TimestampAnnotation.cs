using System.Text;

namespace ImageProvenance.Attestations;

/// <summary>The timestamp that cosign writes beside a signature, as an annotation. Stateless and thread-safe.</summary>
/// <remarks>cosign, SIGNATURE_SPEC.md, "Properties", <c>dev.sigstore.cosign/rfc3161timestamp</c>.</remarks>
public static class Rfc3161TimestampAnnotation
{
    /// <summary>The most characters of an annotation that are read.</summary>
    public const int MaxLength = 1 << 20;

    private const int MaxDepth = 16;

    private static readonly JsonMembers Members = new("SignedRFC3161Timestamp");

    /// <summary>Reads the annotation.</summary>
    /// <param name="json">The annotation <see cref="CosignAnnotations.Rfc3161TimestampKey"/>, as written.</param>
    /// <returns>A DER <c>TimeStampResp</c> of RFC 3161, of which nothing is verified; null where the annotation is empty or <c>null</c>.</returns>
    /// <exception cref="MalformedContentException"><c>malformed-json</c>; <c>invalid-timestamp-annotation</c>: too large, or without a timestamp.</exception>
    public static ReadOnlyMemory<byte>? Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        if (json.Length > MaxLength)
            throw Invalid("is too large", $"at most {MaxLength} characters", $"{json.Length} characters");
        return json is "" or "null" ? (ReadOnlyMemory<byte>?)null : StrictJsonReader.Parse(Encoding.UTF8.GetBytes(json), "timestamp annotation", Read, MaxDepth);
    }

    private static byte[] Read(ref StrictJsonReader json)
    {
        byte[] timestamp = [];
        var scope = json.BeginObject(Members);
        while (json.NextMember(ref scope) is { })
            timestamp = json.ReadBase64();
        return timestamp.Length > 0 ? timestamp : throw Invalid("has no timestamp", "SignedRFC3161Timestamp");
    }

    private static MalformedContentException Invalid(string problem, string? expected = null, string? actual = null) =>
        new("invalid-timestamp-annotation", $"The timestamp annotation beside a signature {problem}.", expected, actual);
}
