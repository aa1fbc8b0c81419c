using System.Collections.ObjectModel;

namespace ImageProvenance.Attestations;

/// <summary>Reads simple signing payloads.</summary>
internal static class SimpleSigningJson
{
    private const int MaxAnnotations = 256;

    private static readonly JsonMembers PayloadMembers = new("critical", "optional");
    private static readonly JsonMembers CriticalMembers = new("identity", "image", "type");
    private static readonly JsonMembers IdentityMembers = new("docker-reference");
    private static readonly JsonMembers ImageMembers = new("docker-manifest-digest");

    public static SimpleSigningPayload Read(ref StrictJsonReader json)
    {
        (string? Type, string? Reference, string? Digest) critical = default;
        IReadOnlyDictionary<string, string>? optional = null;

        var scope = json.BeginObject(PayloadMembers);
        while (json.NextMember(ref scope) is { } member)
        {
            switch (member)
            {
                case "critical": critical = ReadCritical(ref json); break;
                case "optional": optional = ReadOptional(ref json); break;
            }
        }

        return critical.Type is not (SimpleSigningPayload.CosignType or SimpleSigningPayload.AtomicType)
                ? throw new MalformedContentException("unknown-payload-type", "A simple signing payload is no signature of a container image.",
                    $"{SimpleSigningPayload.CosignType} or {SimpleSigningPayload.AtomicType}", critical.Type ?? "none")
            : critical.Digest is null ? throw new MalformedContentException("invalid-payload", "A simple signing payload names no manifest digest.")
            : new(Digest.Parse(critical.Digest), critical.Type, critical.Reference, optional ?? ReadOnlyDictionary<string, string>.Empty);
    }

    private static (string? Type, string? Reference, string? Digest) ReadCritical(ref StrictJsonReader json)
    {
        string? type = null, reference = null, digest = null;
        var scope = json.BeginObject(CriticalMembers);
        while (json.NextMember(ref scope) is { } member)
        {
            switch (member)
            {
                case "type": type = json.ReadString(); break;
                case "identity": reference = ReadOnly(ref json, IdentityMembers); break;
                case "image": digest = ReadOnly(ref json, ImageMembers); break;
            }
        }

        return (type, reference, digest);
    }

    // An object of which one member is known, a string.
    private static string? ReadOnly(ref StrictJsonReader json, JsonMembers members)
    {
        string? value = null;
        var scope = json.BeginObject(members);
        while (json.NextMember(ref scope) is { })
            value = json.ReadText();
        return value;
    }

    private static ReadOnlyDictionary<string, string> ReadOptional(ref StrictJsonReader json)
    {
        var strings = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in json.ReadMap(ReadStringOrSkip, MaxAnnotations))
            if (value is not null)
                strings.Add(name, value);
        return strings.AsReadOnly();
    }

    // containers/image writes a number here (the time of signing), and signers may write anything.
    private static string? ReadStringOrSkip(ref StrictJsonReader json) => json.ReadRaw().Span[0] == '"' ? json.ReadString() : null;
}
