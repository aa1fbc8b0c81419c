using ImageProvenance.Attestations;

namespace ImageProvenance.Signatures;

/// <summary>
/// The trusted root of Sigstore's public instance that is part of this library: which one, and how old. It needs no network,
/// and does not know what Sigstore changed after its date. Thread-safe.
/// </summary>
public static class PublicGoodRoot
{
    /// <summary>After how many days the root is to be warned of.</summary>
    public const int WarningAgeDays = 180;

    private const string Resource = "ImageProvenance.Signatures.Trust.PublicGood.trusted_root.json";

    /// <summary>
    /// The day on which the root was known to be the current one (UTC): the npm registry's publish time of the release of
    /// @sigstore/tuf that it was taken from, which carries the root that Sigstore's TUF repository had by then.
    /// </summary>
    public static DateOnly Date { get; } = new(2026, 11, 5);

    /// <summary>How many days old the root is; 0 before its date.</summary>
    /// <param name="now">The present time.</param>
    public static int AgeAt(DateTimeOffset now) => Math.Max(0, DateOnly.FromDateTime(now.UtcDateTime).DayNumber - Date.DayNumber);

    /// <summary>A warning where the root is older than <see cref="WarningAgeDays"/>; else null.</summary>
    /// <param name="now">The present time.</param>
    public static Finding? FindOld(DateTimeOffset now) => AgeAt(now) is > WarningAgeDays and var age
        ? new(null, null, "embedded-root-old", FindingSeverity.Warning, "The trusted root of Sigstore's public instance that is part of this library is old: what Sigstore changed since is not known. Take a newer release, or name a trusted root.", $"at most {WarningAgeDays} days", $"{age} days, of {Date:yyyy-MM-dd}")
        : null;

    internal static byte[] Read()
    {
        using var stream = typeof(PublicGoodRoot).Assembly.GetManifestResourceStream(Resource)!;
        byte[] utf8 = new byte[stream.Length];
        stream.ReadExactly(utf8);
        return utf8;
    }
}
