using System.Globalization;

namespace ImageProvenance.Cli.Commands;

/// <summary>A length of time as options have it: <c>30s</c>, <c>500ms</c>, <c>2m</c>; a number alone is seconds.</summary>
internal static class Duration
{
    /// <exception cref="UsageException">The text is none, or more than an hour.</exception>
    public static TimeSpan Parse(string option, string text)
    {
        var (digits, unit) = text.EndsWith("ms", StringComparison.Ordinal) ? (text[..^2], 0.001)
            : text.EndsWith('s') ? (text[..^1], 1.0)
            : text.EndsWith('m') ? (text[..^1], 60.0)
            : (text, 1.0);
        return double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double count) && count * unit <= 3600
            ? TimeSpan.FromSeconds(count * unit)
            : throw new UsageException($"{option} '{text}' is no time; write one such as 30s, 500ms or 2m, an hour at most.");
    }
}
