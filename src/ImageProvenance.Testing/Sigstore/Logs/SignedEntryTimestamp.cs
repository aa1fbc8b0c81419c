namespace ImageProvenance.Testing;

/// <summary>Signs the promises of Rekor v1 that an entry will be in the log.</summary>
/// <remarks>rekor, pkg/signer and openapi.yaml, <c>signedEntryTimestamp</c>; RFC 8785.</remarks>
internal static class SignedEntryTimestamp
{
    public static WrittenLogEntry AddTo(WrittenLogEntry entry, DateTimeOffset time, PromisePlan plan, TestKey key)
    {
        var promised = entry with { IntegratedTime = (plan.Time ?? time).ToUnixTimeSeconds() };
        return promised with
        {
            Promise = plan.IsMissing ? null : Sign(plan.IsOfAnotherEntry ? promised with { Body = [.. promised.Body, (byte)' '] } : promised, key),
            IntegratedTime = plan.ClaimedTime?.ToUnixTimeSeconds() ?? promised.IntegratedTime,
        };
    }

    private static byte[] Sign(WrittenLogEntry entry, TestKey key) => key.Sign(JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteBase64String("body", entry.Body);
        json.WriteNumber("integratedTime", entry.IntegratedTime);
        json.WriteString("logID", Convert.ToHexStringLower(entry.LogId));
        json.WriteNumber("logIndex", entry.LogIndex);
        json.WriteEndObject();
    }));
}
