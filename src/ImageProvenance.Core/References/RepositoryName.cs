namespace ImageProvenance;

/// <summary>
/// The path of a repository within its registry, such as <c>library/alpine</c>: at most 255 characters of lower-case
/// components. Always well-formed; the <c>default</c> value throws when it is used. Immutable and thread-safe.
/// </summary>
public readonly record struct RepositoryName
{
    private const int MaxLength = 255;

    private readonly string? _value;

    private RepositoryName(string value) => _value = value;

    /// <summary>The path.</summary>
    public string Value => _value ?? throw new InvalidOperationException("This repository is default(RepositoryName), which names nothing.");

    /// <summary>Reads a repository's path.</summary>
    /// <exception cref="FormatException">Not the grammar of the distribution specification, or too long.</exception>
    public static RepositoryName Parse(string text) => TryParse(text, out var repository)
        ? repository
        : throw new FormatException($"'{text}' is no repository: lower-case letters, digits and single separators (. _ __ -), in components joined by '/', at most {MaxLength} characters.");

    /// <summary>Reads a repository's path as <see cref="Parse"/> does, without throwing.</summary>
    public static bool TryParse(string? text, out RepositoryName repository)
    {
        bool valid = text is { Length: > 0 and <= MaxLength } && ReferenceGrammar.Repository().IsMatch(text);
        repository = valid ? new(text!) : default;
        return valid;
    }

    /// <inheritdoc />
    public override string ToString() => _value ?? "";
}
