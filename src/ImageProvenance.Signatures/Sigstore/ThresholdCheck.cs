namespace ImageProvenance.Signatures;

/// <summary>
/// Enough distinct logs hold the signature, and enough distinct sources say when it existed. Two entries of one log, or two
/// timestamps of one authority or operator, count once.
/// </summary>
/// <remarks>sigstore architecture-docs, client-spec.md, 4.1; sigstore protobuf-specs, sigstore_trustroot.proto, <c>operator</c>.</remarks>
internal static class ThresholdCheck
{
    public static Failure? Check(VerifiedMaterial material, TrustedInstance instance)
    {
        int logs = Distinct.Count(material.Log, static entry => entry.CountedAs);
        if (logs < instance.Profile.LogEntries)
            return TooFewEntries(material, instance, logs);

        int times = Distinct.Count(material.Times, static time => time.CountedAs);
        return times >= Math.Max(1, instance.Profile.VerifiedTimes) ? null : TooFewTimes(material, instance, times);
    }

    // The reason of an entry that was there and did not count says more than a number.
    private static Failure TooFewEntries(VerifiedMaterial material, TrustedInstance instance, int actual)
    {
        if (material.RefusedEntries.Count > 0)
            return material.RefusedEntries[0];
        if (material.UnknownLogEntries.Count > 0)
        {
            var logId = material.UnknownLogEntries[0].LogId;
            string hint = KnownInstances.OfLog(logId.Span) is { } known ? $" ({known})" : "";
            return new("unknown-log", $"The log of an entry is not in the trusted root '{instance.Name}'{hint}.",
                string.Join(", ", instance.Root.TransparencyLogs.Select(log => log.BaseUrl)), $"a log of id {Convert.ToBase64String(logId.Span)}");
        }

        return new("too-few-log-entries", "Too few transparency logs hold the signature.", $"{instance.Profile.LogEntries}", $"{actual}");
    }

    private static Failure TooFewTimes(VerifiedMaterial material, TrustedInstance instance, int actual) => material.RefusedTimestamps.Count > 0
        ? material.RefusedTimestamps[0]
        : new("too-few-times",
            actual == 0 ? "Nothing proves when the signature was made: there is no signed entry timestamp (entries of Rekor v2 have none) and no timestamp of a trusted authority." : "Too few sources say when the signature was made.",
            $"{Math.Max(1, instance.Profile.VerifiedTimes)}", $"{actual}");
}
