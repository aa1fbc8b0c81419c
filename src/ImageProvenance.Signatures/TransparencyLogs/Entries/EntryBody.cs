using System.Text;
using ImageProvenance.Attestations;

namespace ImageProvenance.Signatures;

/// <summary>Reads what the bodies of log entries have in common. Texts stay slices of the body.</summary>
internal static class EntryBody
{
    private const string Document = "body of a log entry";

    // The deepest kind has eight levels.
    private const int MaxDepth = 16;

    private static readonly JsonMembers BodyMembers = new("apiVersion", "kind", "spec");

    /// <summary>Reads the part of the body that depends on its kind, which has to be the kind that the entry is said to be.</summary>
    public static T Read<T>(TransparencyLogEntry entry, JsonValueParser<T> readSpec)
        where T : struct
    {
        var body = StrictJsonReader.Parse(entry.CanonicalizedBody, Document, (ref StrictJsonReader json) => Read(ref json, readSpec), MaxDepth);
        if (body.Kind != entry.Kind || body.Version != entry.KindVersion)
            throw Malformed("is of another kind than its entry", $"{entry.Kind} {entry.KindVersion}", $"{body.Kind ?? "none"} {body.Version ?? "none"}");
        return body.Spec ?? throw Malformed("has no content", "a member 'spec'", "none");
    }

    /// <summary>
    /// Reads a string as it stands between its quotes. RFC 8785 escapes nothing of base64, hexadecimal characters and names,
    /// so that an escape is refused.
    /// </summary>
    public static ReadOnlyMemory<byte> ReadPlainText(ref StrictJsonReader json)
    {
        var raw = json.ReadRaw();
        return raw.Span is [(byte)'"', ..] && !raw.Span.Contains((byte)'\\') ? raw[1..^1] : throw json.Error("has a value of another kind than its format has", "a string without escapes");
    }

    /// <summary>Reads an object of which one member is of interest; empty where it is missing.</summary>
    public static ReadOnlyMemory<byte> ReadOnly(ref StrictJsonReader json, JsonMembers member)
    {
        ReadOnlyMemory<byte> text = default;
        var scope = json.BeginObject(member);
        while (json.NextMember(ref scope) is { })
            text = ReadPlainText(ref json);
        return text;
    }

    /// <summary>Reads an object that wraps another.</summary>
    public static T ReadInner<T>(ref StrictJsonReader json, JsonMembers member, JsonValueParser<T> read)
        where T : struct
    {
        T? inner = null;
        var scope = json.BeginObject(member);
        while (json.NextMember(ref scope) is { })
            inner = read(ref json);
        return inner ?? throw Malformed("lacks a part", "the parts of its kind", "not all of them");
    }

    /// <summary>What is read as text, for messages: entries are somebody else's, and may be long.</summary>
    public static string Describe(ReadOnlySpan<byte> text) => Encoding.UTF8.GetString(text[..Math.Min(text.Length, 128)]);

    public static MalformedContentException Malformed(string problem, string expected, string actual) =>
        new("entry-malformed", $"The {Document} {problem}.", expected, actual);

    private static (string? Kind, string? Version, T? Spec) Read<T>(ref StrictJsonReader json, JsonValueParser<T> readSpec)
        where T : struct
    {
        (string? Kind, string? Version, T? Spec) body = default;
        var scope = json.BeginObject(BodyMembers);
        while (json.NextMember(ref scope) is { } member)
        {
            switch (member)
            {
                case "apiVersion": body.Version = json.ReadString(); break;
                case "kind": body.Kind = json.ReadString(); break;
                case "spec": body.Spec = readSpec(ref json); break;
            }
        }

        return body;
    }
}
