using System.Globalization;

namespace ImageProvenance.Signatures;

/// <summary>Seconds since 1970 (UTC) as logs count them: any number that somebody wrote.</summary>
internal static class UnixTime
{
    private static readonly long Last = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    /// <summary>The moment; null for one before 1970 or after the year 9999.</summary>
    public static DateTimeOffset? From(long seconds) =>
        seconds >= 0 && seconds <= Last ? DateTimeOffset.FromUnixTimeSeconds(seconds) : (DateTimeOffset?)null;

    /// <summary>The moment as messages write it.</summary>
    public static string Describe(long seconds) => From(seconds) is { } time
        ? $"{time.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}"
        : string.Create(CultureInfo.InvariantCulture, $"{seconds} s after 1970");
}
