using System.Text.RegularExpressions;

namespace ImageProvenance.Policies;

/// <summary>How a <see cref="SubjectMatch"/> compares.</summary>
public enum SubjectMatchKind
{
    /// <summary>Not said; the value of <c>default</c>.</summary>
    Unknown = 0,

    /// <summary>The whole text, character by character.</summary>
    Exact,

    /// <summary>The text and whatever is below it.</summary>
    Prefix,

    /// <summary>A regular expression over the whole text.</summary>
    Pattern,
}

/// <summary>
/// What a name in a certificate has to be: a text, a text and whatever is below it, or a pattern. Always compared with regard
/// to case. What cannot be meant is a mistake when the policy is built. Immutable and thread-safe.
/// </summary>
public sealed class SubjectMatch
{
    private readonly Regex? _pattern;

    private SubjectMatch(SubjectMatchKind kind, string text, string? mistake, Regex? pattern = null) =>
        (Kind, Text, Mistake, _pattern) = (kind, text, mistake, pattern);

    /// <summary>How it compares.</summary>
    public SubjectMatchKind Kind { get; }

    /// <summary>The text, the prefix or the regular expression, as written.</summary>
    public string Text { get; }

    /// <summary>Why nobody can be meant by it: a mistake when a policy with it is built; null where it is sound. What has a mistake matches nothing.</summary>
    public string? Mistake { get; }

    /// <summary>The whole text, character by character.</summary>
    public static SubjectMatch Exact(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new(SubjectMatchKind.Exact, text, SubjectText.MistakeIn(text));
    }

    /// <summary>
    /// The text itself and whatever is below it: the prefix ends with one of <c>/ @ : # ?</c>, or the value goes on with one,
    /// so that <c>https://github.com/acme/app</c> never stands for <c>https://github.com/acme/app-evil</c>, nor a host's name for
    /// a longer one. Values that are no printable ASCII, or that climb with <c>..</c>, never match.
    /// </summary>
    public static SubjectMatch Prefix(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new(SubjectMatchKind.Prefix, text, SubjectText.MistakeIn(text) ?? SubjectPrefix.MistakeIn(text));
    }

    /// <summary>
    /// A regular expression that the whole value has to fit, in linear time: no lookaround and no references back. Values that
    /// are no printable ASCII never match.
    /// </summary>
    public static SubjectMatch Pattern(string regex)
    {
        ArgumentNullException.ThrowIfNull(regex);
        string? mistake = SubjectText.MistakeIn(regex);
        var pattern = mistake is null ? SubjectPattern.Compile(regex, out mistake) : null;
        return new(SubjectMatchKind.Pattern, regex, mistake, pattern);
    }

    /// <summary>Whether a value is what is meant.</summary>
    public bool Matches(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return Mistake is null && Kind switch
        {
            SubjectMatchKind.Exact => value == Text,
            SubjectMatchKind.Prefix => SubjectText.IsPlain(value) && SubjectPrefix.Fits(Text, value),
            SubjectMatchKind.Pattern => SubjectText.IsPlain(value) && _pattern!.IsMatch(value),
            _ => false,
        };
    }

    /// <inheritdoc />
    public override string ToString() => Kind switch
    {
        SubjectMatchKind.Prefix => $"starting with {Text}",
        SubjectMatchKind.Pattern => $"fitting {Text}",
        _ => Text,
    };
}
