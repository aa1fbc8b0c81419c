using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text.Unicode;
using ImageProvenance.Attestations;

namespace ImageProvenance.Signatures;

/// <summary>The log's promise to include an entry holds: the log signed body, time, log id and index, with a key that was in use then.</summary>
/// <remarks>
/// sigstore architecture-docs, client-spec.md, "Signed Entry Timestamp": the log signs RFC 8785 JSON of these four. It is
/// written anew from the decoded values, never taken from the text of the bundle.
/// </remarks>
internal static class SignedEntryTimestampCheck
{
    // The names of the members, and two numbers.
    private const int FixedBytes = 128;

    public static Failure? Check(TransparencyLogEntry entry, TransparencyLog log)
    {
        if (entry.IntegratedTime is not { } seconds)
            return new("set-without-time", "A log entry has a signed entry timestamp and no time that it could be about.", "an integrated time", "none");
        if (UnixTime.From(seconds) is not { } time || !log.Validity.Contains(time))
            return new("log-key-not-valid-at-time", $"The key of the log {log.BaseUrl} was not in use when the log is said to have taken the entry in.",
                log.Validity.ToString(), UnixTime.Describe(seconds));
        return Verifies(entry, seconds, log)
            ? null
            : new("set-invalid", $"The signed entry timestamp is not a signature by the log {log.BaseUrl} over the entry with its time and index.");
    }

    private static bool Verifies(TransparencyLogEntry entry, long seconds, TransparencyLog log)
    {
        int size = Base64.GetMaxEncodedToUtf8Length(entry.CanonicalizedBody.Length) + (2 * entry.LogId.Length) + FixedBytes;
        byte[] buffer = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            var signed = buffer.AsMemory(0, Write(entry, seconds, buffer));
            return log.Key.Verify(signed, entry.SignedEntryTimestamp.GetValueOrDefault().Span);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static int Write(TransparencyLogEntry entry, long seconds, Span<byte> buffer)
    {
        "{\"body\":\""u8.CopyTo(buffer);
        int written = "{\"body\":\""u8.Length;
        Base64.EncodeToUtf8(entry.CanonicalizedBody.Span, buffer[written..], out _, out int count);
        written += count;
        Utf8.TryWrite(buffer[written..], CultureInfo.InvariantCulture, $"\",\"integratedTime\":{seconds},\"logID\":\"", out count);
        written += count;
        Convert.TryToHexStringLower(entry.LogId.Span, buffer[written..], out count);
        written += count;
        Utf8.TryWrite(buffer[written..], CultureInfo.InvariantCulture, $"\",\"logIndex\":{entry.LogIndex}}}", out count);
        return written + count;
    }
}
