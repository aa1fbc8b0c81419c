namespace ImageProvenance;

/// <summary>
/// An expected failure as a value: what did not hold, with the value that was expected and the one that was there.
/// Immutable and thread-safe.
/// </summary>
/// <param name="Code">A stable code in kebab case, listed in docs/codes.md. It means the same in every output.</param>
/// <param name="Message">One sentence for a person: what, where, and where possible what to do.</param>
/// <param name="Expected">The value that was asked for, or null where the code has none.</param>
/// <param name="Actual">The value that was found, or null where the code has none.</param>
public sealed record Failure(string Code, string Message, string? Expected = null, string? Actual = null)
{
    /// <summary>The longest value that a failure repeats, in characters: most of what is found was written by somebody else.</summary>
    public const int MaxValueLength = 1000;

    /// <summary>The value that was asked for, or null where the code has none; cut where it is very long.</summary>
    public string? Expected { get; init; } = Cut(Expected);

    /// <summary>The value that was found, or null where the code has none; cut where it is very long.</summary>
    public string? Actual { get; init; } = Cut(Actual);

    /// <inheritdoc />
    public override string ToString() => (Expected, Actual) switch
    {
        (null, null) => $"{Code}: {Message}",
        (null, _) => $"{Code}: {Message} (found: {Actual})",
        (_, null) => $"{Code}: {Message} (expected: {Expected})",
        _ => $"{Code}: {Message} (expected: {Expected}, found: {Actual})",
    };

    private static string? Cut(string? value) => value?.Length > MaxValueLength ? value[..MaxValueLength] + "…" : value;
}
