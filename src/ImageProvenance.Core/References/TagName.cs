namespace ImageProvenance;

/// <summary>
/// A tag: 1 to 128 ASCII letters, digits, <c>_ . -</c>, not starting with a dot or a dash. Always well-formed; the
/// <c>default</c> value throws when it is used. Immutable and thread-safe.
/// </summary>
public readonly record struct TagName
{
    private readonly string? _value;

    private TagName(string value) => _value = value;

    /// <summary>The tag that a reference without tag and digest means.</summary>
    public static TagName Latest { get; } = new("latest");

    /// <summary>The tag's text.</summary>
    public string Value => _value ?? throw new InvalidOperationException("This tag is default(TagName), which names nothing.");

    /// <summary>
    /// The tag that names a manifest by its digest where there is no referrers API: the algorithm cut to 32 and the
    /// encoded part cut to 64 characters, joined by a dash.
    /// </summary>
    /// <remarks>OCI distribution-spec, "Referrers Tag Schema". A SHA-512 is cut, so its tag proves nothing by itself.</remarks>
    public static TagName ReferrersTagOf(Digest subject) => new($"{AlgorithmText(subject)}-{subject.Hex[..64]}");

    /// <summary>cosign's tag for signatures (<c>.sig</c>), attestations (<c>.att</c>) or SBOMs of a digest.</summary>
    /// <remarks>cosign, pkg/oci/remote: the digest with <c>-</c> for <c>:</c>, and a suffix. A SHA-512 would not fit a tag: null.</remarks>
    public static TagName? CosignTagOf(Digest subject, string suffix) =>
        TryParse($"{AlgorithmText(subject)}-{subject.Hex}.{suffix}", out var tag) ? tag : null;

    /// <summary>Reads a tag.</summary>
    /// <exception cref="FormatException">Not the grammar of the distribution specification.</exception>
    public static TagName Parse(string text) => TryParse(text, out var tag)
        ? tag
        : throw new FormatException($"'{text}' is no tag: 1 to 128 ASCII letters, digits, '_', '.' and '-', not starting with '.' or '-'.");

    /// <summary>Reads a tag as <see cref="Parse"/> does, without throwing.</summary>
    public static bool TryParse(string? text, out TagName tag)
    {
        bool valid = text is not null && ReferenceGrammar.Tag().IsMatch(text);
        tag = valid ? new(text!) : default;
        return valid;
    }

    private static string AlgorithmText(Digest digest) => digest.Algorithm == DigestAlgorithm.Sha512 ? "sha512" : "sha256";

    /// <inheritdoc />
    public override string ToString() => _value ?? "";
}
