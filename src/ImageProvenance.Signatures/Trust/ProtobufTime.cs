using System.Globalization;

namespace ImageProvenance.Signatures;

/// <summary>
/// Reads times as protobuf-JSON writes them: UTC with <c>Z</c>, and 0, 3, 6 or 9 digits of a second. Times here have steps of
/// 100 ns: a period that starts or ends between two steps holds the steps within it, and no other.
/// </summary>
/// <remarks>protobuf.dev, ProtoJSON Format, <c>Timestamp</c>, as it is written; RFC 3339, 5.6.</remarks>
internal static class ProtobufTime
{
    private const string Seconds = "yyyy-MM-dd'T'HH:mm:ss";
    private const int SecondsLength = 19;
    private const int NanosecondsPerTick = 100;

    /// <summary>The first moment that is not before a time.</summary>
    public static DateTimeOffset ReadFirst(string text)
    {
        var (second, nanoseconds) = Read(text);
        long ticks = (nanoseconds + NanosecondsPerTick - 1) / NanosecondsPerTick;
        return ticks <= DateTimeOffset.MaxValue.Ticks - second.Ticks ? second.AddTicks(ticks) : throw Invalid(text);
    }

    /// <summary>The last moment that is not after a time.</summary>
    public static DateTimeOffset ReadLast(string text)
    {
        var (second, nanoseconds) = Read(text);
        return second.AddTicks(nanoseconds / NanosecondsPerTick);
    }

    private static (DateTimeOffset Second, int Nanoseconds) Read(string text) =>
        text.Length > SecondsLength
        && DateTimeOffset.TryParseExact(text.AsSpan(0, SecondsLength), Seconds, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var second)
        && TryReadFraction(text.AsSpan(SecondsLength), out int nanoseconds)
            ? (second, nanoseconds)
            : throw Invalid(text);

    private static bool TryReadFraction(ReadOnlySpan<char> text, out int nanoseconds)
    {
        nanoseconds = 0;
        if (text is "Z")
            return true;
        if (text is not ['.', .. var digits, 'Z'] || digits.Length is not (3 or 6 or 9) || digits.ContainsAnyExceptInRange('0', '9'))
            return false;
        foreach (char digit in digits)
            nanoseconds = (nanoseconds * 10) + (digit - '0');
        for (int i = digits.Length; i < 9; i++)
            nanoseconds *= 10;
        return true;
    }

    private static MalformedContentException Invalid(string text) =>
        TrustedRootJson.Invalid("A time in the trusted root is none.", "a time in UTC such as 2024-05-01T10:00:00Z, with 0, 3, 6 or 9 digits of a second", text);
}
