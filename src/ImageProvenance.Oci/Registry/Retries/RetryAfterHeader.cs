using System.Globalization;

namespace ImageProvenance.Oci;

/// <summary>How long a registry asks to be left alone: <c>Retry-After</c>, in seconds or as a date.</summary>
/// <remarks>RFC 9110, 10.2.3.</remarks>
internal static class RetryAfterHeader
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>The time; null where there is none, or one that is over or makes no sense (more than a day).</summary>
    /// <remarks>A date is compared with the registry's own clock, the answer's <c>Date</c>: ours may be another.</remarks>
    public static TimeSpan? Read(HttpResponseMessage response)
    {
        if (response.Headers.RetryAfter is not { } header)
            return null;
        var asked = header.Delta ?? header.Date - response.Headers.Date;
        return asked > TimeSpan.Zero && asked <= Longest ? asked : null;
    }

    /// <summary>The time for a person: <c>45 s</c>, <c>10 min</c>.</summary>
    public static string Describe(TimeSpan time) => time < TimeSpan.FromMinutes(2)
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(time.TotalSeconds)} s")
        : string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(time.TotalMinutes)} min");
}
