using System.Globalization;

namespace ImageProvenance.Oci;

/// <summary>How long a registry asks to be left alone: <c>Retry-After</c>, in seconds or as a date.</summary>
/// <remarks>RFC 9110, 10.2.3.</remarks>
internal static class RetryAfterHeader
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>The time, a day at most; null where there is none, or one that is over or makes no sense.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="time">The clock that a date is compared with where the registry does not tell its own, in <c>Date</c>: ours may be another.</param>
    public static TimeSpan? Read(HttpResponseMessage response, TimeProvider time)
    {
        var asked = response.Headers.RetryAfter is { } header
            ? header.Delta ?? header.Date - (response.Headers.Date ?? time.GetUtcNow())
            : IsHugeNumber(response) ? Longest : null;
        return asked > TimeSpan.Zero ? (asked < Longest ? asked : Longest) : null;
    }

    // A number of seconds that the parser has no room for must not mean less than any other.
    private static bool IsHugeNumber(HttpResponseMessage response) =>
        response.Headers.NonValidated.TryGetValues("Retry-After", out var values) && values.Count == 1 && values.ToString() is { Length: > 0 } text && text.All(char.IsAsciiDigit);

    /// <summary>The time for a person: <c>45 s</c>, <c>10 min</c>.</summary>
    public static string Describe(TimeSpan time) => time < TimeSpan.FromMinutes(2)
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(time.TotalSeconds)} s")
        : string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(time.TotalMinutes)} min");
}
