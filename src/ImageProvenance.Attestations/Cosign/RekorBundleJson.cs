using System.Buffers;

namespace ImageProvenance.Attestations;

/// <summary>Reads the log entries that cosign writes beside signatures.</summary>
/// <remarks>cosign, pkg/cosign/bundle/rekor.go, <c>RekorBundle</c>.</remarks>
internal static class RekorBundleJson
{
    private static readonly SearchValues<char> LowerHex = SearchValues.Create("0123456789abcdef");

    private static readonly JsonMembers BundleMembers = new("SignedEntryTimestamp", "Payload", "content");
    private static readonly JsonMembers PayloadMembers = new("body", "integratedTime", "logIndex", "logID");
    private static readonly JsonMembers BodyMembers = new("kind", "apiVersion");
    private static readonly JsonMembers ContentMembers = new("verificationMaterial");
    private static readonly JsonMembers MaterialMembers = new("tlogEntries");

    private readonly record struct Payload(byte[] Body, byte[] LogId, long LogIndex, long IntegratedTime);

    public static TransparencyLogEntry Read(ref StrictJsonReader json)
    {
        byte[] timestamp = [];
        Payload? payload = null;
        TransparencyLogEntry? entry = null;
        var scope = json.BeginObject(BundleMembers);
        while (json.NextMember(ref scope) is { } member)
        {
            switch (member)
            {
                case "SignedEntryTimestamp": timestamp = json.ReadBase64(); break;
                case "Payload": payload = ReadPayload(ref json); break;
                case "content": entry = ReadContent(ref json); break;
            }
        }

        return (payload, entry) switch
        {
            ({ } parts, null) when timestamp.Length > 0 => EntryOf(parts, timestamp),
            (null, { } single) when timestamp.Length == 0 => single,
            _ => throw RekorBundle.Invalid("does not hold one entry", "a signed entry timestamp with what it covers, or an entry", payload is null && entry is null ? "neither" : "parts of both, or not all parts"),
        };
    }

    private static TransparencyLogEntry EntryOf(Payload payload, byte[] timestamp)
    {
        var (kind, version) = StrictJsonReader.Parse(payload.Body, "body of a log entry", ReadKind);
        return new()
        {
            LogIndex = payload.LogIndex,
            LogId = payload.LogId,
            Kind = kind ?? throw RekorBundle.Invalid("has an entry that does not say its kind"),
            KindVersion = version ?? throw RekorBundle.Invalid("has an entry that does not say the version of its kind"),
            IntegratedTime = payload.IntegratedTime == 0 ? null : payload.IntegratedTime,
            SignedEntryTimestamp = timestamp,
            CanonicalizedBody = payload.Body,
        };
    }

    private static Payload ReadPayload(ref StrictJsonReader json)
    {
        Payload payload = default;
        var scope = json.BeginObject(PayloadMembers);
        while (json.NextMember(ref scope) is { } member)
        {
            payload = member switch
            {
                "body" => payload with { Body = json.ReadBase64() },
                "integratedTime" => payload with { IntegratedTime = TlogEntryJson.ReadNatural(ref json) },
                "logIndex" => payload with { LogIndex = TlogEntryJson.ReadNatural(ref json) },
                _ => payload with { LogId = ReadHex(ref json) },
            };
        }

        return payload is { Body.Length: > 0, LogId.Length: > 0 } ? payload : throw RekorBundle.Invalid("lacks the entry's body or log", "body and logID");
    }

    private static byte[] ReadHex(ref StrictJsonReader json)
    {
        string hex = json.ReadString();
        return hex.Length % 2 == 0 && !hex.AsSpan().ContainsAnyExcept(LowerHex) ? Convert.FromHexString(hex) : throw json.Error("has a log id that is none", "lower-case hexadecimal characters");
    }

    private static (string? Kind, string? Version) ReadKind(ref StrictJsonReader json)
    {
        (string? Kind, string? Version) read = default;
        var scope = json.BeginObject(BodyMembers);
        while (json.NextMember(ref scope) is { } member)
        {
            if (member == "kind")
                read.Kind = json.ReadText();
            else
                read.Version = json.ReadText();
        }

        return read;
    }

    private static TransparencyLogEntry? ReadContent(ref StrictJsonReader json)
    {
        List<TransparencyLogEntry> entries = [];
        var scope = json.BeginObject(ContentMembers);
        while (json.NextMember(ref scope) is { })
        {
            var material = json.BeginObject(MaterialMembers);
            while (json.NextMember(ref material) is { })
                entries = json.ReadArray(TlogEntryJson.Read, max: 1);
        }

        return entries.Count == 1 ? entries[0] : null;
    }
}
