using ImageProvenance.Attestations;

namespace ImageProvenance.Signatures;

/// <summary>
/// What of a piece's verification material holds under one root: the log entries and the timestamps, each verified, and
/// the reasons of those that do not count. Immutable.
/// </summary>
internal sealed class VerifiedMaterial
{
    /// <summary>The entries that are proven to be in a log of the root, and about this signature.</summary>
    public List<LoggedEntry> Log { get; } = [];

    /// <summary>The moments at which the signature is proven to have existed.</summary>
    public List<VerifiedTime> Times { get; } = [];

    /// <summary>Why entries of known logs do not count.</summary>
    public List<Failure> RefusedEntries { get; } = [];

    /// <summary>Why timestamps do not count.</summary>
    public List<Failure> RefusedTimestamps { get; } = [];

    /// <summary>The entries of logs that the root does not know.</summary>
    public List<TransparencyLogEntry> UnknownLogEntries { get; } = [];

    /// <summary>The algorithm that an authenticated entry names for the signature, as the trusted root spells it; null where none does.</summary>
    public string? KeyDetails { get; private set; }

    /// <summary>The signatures of checkpoints by others than the log, such as witnesses: not verified, only counted.</summary>
    public int OtherCheckpointSignatures { get; private set; }

    /// <summary>Verifies the material of a piece.</summary>
    /// <param name="piece">The piece, its signer known: entries are bound to it.</param>
    /// <param name="root">The root: no log and no authority outside of it proves anything.</param>
    /// <param name="profile">Which kinds of entries count.</param>
    public static VerifiedMaterial Of(SignedPiece piece, TrustedRoot root, TrustProfile profile)
    {
        var material = new VerifiedMaterial();
        material.VerifyTimestamps(piece, root);
        List<(VerifiedLogEntry Entry, TransparencyLog Log)>? timeless = null;
        foreach (var entry in piece.LogEntries)
        {
            if (root.FindLog(entry.LogId.Span) is not { } log)
                material.UnknownLogEntries.Add(entry);
            else if (LogEntryCheck.Check(entry, piece, log, profile, out var verified) is { } refused)
                material.RefusedEntries.Add(refused);
            else if (verified!.Time is { } time)
                material.Add(verified, time);
            else
                (timeless ??= []).Add((verified, log));
        }

        // Entries that tell no time themselves come last: whatever else tells one has to be known by then.
        foreach (var (entry, log) in timeless ?? [])
        {
            if (material.CheckLogValidity(log) is { } refused)
                material.RefusedEntries.Add(refused);
            else
                material.Add(entry, time: null);
        }

        return material;
    }

    private void VerifyTimestamps(SignedPiece piece, TrustedRoot root)
    {
        if (piece.Timestamps.Count == 0)
            return;
        var stamped = SignedMessage.Of(piece.Signature);
        foreach (var timestamp in piece.Timestamps)
        {
            if (TimestampCheck.Check(timestamp, stamped, root.TimestampAuthorities, out var time) is { } refused)
                RefusedTimestamps.Add(refused);
            else
                AddTime(time!);
        }
    }

    private void Add(VerifiedLogEntry verified, VerifiedTime? time)
    {
        Log.Add(verified.Entry);
        if (time is not null)
            AddTime(time);
        KeyDetails ??= verified.KeyDetails;
        OtherCheckpointSignatures += verified.OtherSignatures;
    }

    // The same token twice says no more than once.
    private void AddTime(VerifiedTime time)
    {
        if (!Times.Contains(time))
            Times.Add(time);
    }

    // The log's key has to have been in use whenever the signature is proven to have existed; where nothing proves a time, the
    // key must not have gone out of use.
    private Failure? CheckLogValidity(TransparencyLog log)
    {
        foreach (var time in Times)
            if (!log.Validity.Contains(time.Time))
                return NotInUse(log, $"{time.Time.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}");
        return Times.Count == 0 && log.Validity.End is not null ? NotInUse(log, "no proven time") : null;
    }

    private static Failure NotInUse(TransparencyLog log, string actual) =>
        new("log-key-not-valid-at-time", $"Nothing proves that the key of the log {log} was in use when the signature was made.", log.Validity.ToString(), actual);
}
