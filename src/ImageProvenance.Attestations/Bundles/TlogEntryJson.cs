namespace ImageProvenance.Attestations;

/// <summary>Reads the log entries of a bundle.</summary>
internal static class TlogEntryJson
{
    private static readonly JsonMembers EntryMembers = new(
        "logIndex", "logId", "kindVersion", "integratedTime", "inclusionPromise", "inclusionProof", "canonicalizedBody");
    private static readonly JsonMembers LogIdMembers = new("keyId");
    private static readonly JsonMembers KindMembers = new("kind", "version");
    private static readonly JsonMembers PromiseMembers = new("signedEntryTimestamp");

    public static TransparencyLogEntry Read(ref StrictJsonReader json)
    {
        long logIndex = 0, integratedTime = 0;
        byte[] logId = [], promise = [], body = [];
        (string? Kind, string? Version) kind = default;
        InclusionProof? proof = null;

        var scope = json.BeginObject(EntryMembers);
        while (json.NextMember(ref scope) is { } member)
        {
            switch (member)
            {
                case "logIndex": logIndex = ReadNatural(ref json); break;
                case "logId": logId = ReadBytes(ref json, LogIdMembers); break;
                case "kindVersion": kind = ReadKind(ref json); break;
                case "integratedTime": integratedTime = ReadNatural(ref json); break;
                case "inclusionPromise": promise = ReadBytes(ref json, PromiseMembers); break;
                case "inclusionProof": proof = InclusionProofJson.Read(ref json); break;
                case "canonicalizedBody": body = json.ReadBase64(); break;
            }
        }

        return logId.Length == 0 ? throw BundleJson.Invalid("A log entry does not name its log.")
            : kind is not ({ } name, { } version) ? throw BundleJson.Invalid("A log entry does not say its kind and version.")
            : body.Length == 0 ? throw BundleJson.Invalid("A log entry has no body.")
            : new()
            {
                LogIndex = logIndex,
                LogId = logId,
                Kind = name,
                KindVersion = version,
                IntegratedTime = integratedTime == 0 ? null : integratedTime,
                SignedEntryTimestamp = promise.Length == 0 ? default(ReadOnlyMemory<byte>?) : promise,
                InclusionProof = proof,
                CanonicalizedBody = body,
            };
    }

    /// <summary>Reads an index, a size or a time: protobuf-JSON leaves 0 out, and none of them is negative.</summary>
    public static long ReadNatural(ref StrictJsonReader json) => json.ReadInt64OrString() is >= 0 and var number
        ? number
        : throw json.Error("has a negative index, size or time", "0 or more");

    private static byte[] ReadBytes(ref StrictJsonReader json, JsonMembers members)
    {
        byte[] bytes = [];
        var scope = json.BeginObject(members);
        while (json.NextMember(ref scope) is { })
            bytes = json.ReadBase64();
        return bytes;
    }

    private static (string? Kind, string? Version) ReadKind(ref StrictJsonReader json)
    {
        (string? Kind, string? Version) read = default;
        var scope = json.BeginObject(KindMembers);
        while (json.NextMember(ref scope) is { } member)
        {
            switch (member)
            {
                case "kind": read.Kind = json.ReadText(); break;
                case "version": read.Version = json.ReadText(); break;
            }
        }

        return read;
    }
}
