using System.Globalization;
using System.Text.RegularExpressions;

namespace ImageProvenance.Attestations;

/// <summary>Times as provenance writes them, up to nanoseconds; what is finer than 100 ns is cut off.</summary>
/// <remarks>RFC 3339, 5.6.</remarks>
internal static partial class Rfc3339
{
    private const int FractionDigits = 7;

    public static DateTimeOffset Parse(string text)
    {
        var match = Grammar().Match(text);
        string fraction = match.Groups["fraction"].Value.PadRight(FractionDigits, '0')[..FractionDigits];
        string offset = match.Groups["offset"].Value is "Z" or "z" ? "+00:00" : match.Groups["offset"].Value;
        return match.Success && DateTimeOffset.TryParseExact(
                $"{match.Groups["date"].Value}T{match.Groups["time"].Value}.{fraction}{offset}",
                "yyyy-MM-dd'T'HH:mm:ss.fffffffzzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : throw new MalformedContentException("invalid-provenance", "A time of the provenance is none.", "a time such as 2024-05-01T10:00:00Z", text);
    }

    [GeneratedRegex("""\A(?<date>[0-9]{4}-[0-9]{2}-[0-9]{2})[Tt](?<time>[0-9]{2}:[0-9]{2}:[0-9]{2})(\.(?<fraction>[0-9]+))?(?<offset>[Zz]|[+-][0-9]{2}:[0-9]{2})\z""", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Grammar();
}
