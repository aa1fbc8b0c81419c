using System.Text.Json;

namespace ImageProvenance.Testing;

/// <summary>A manifest as it was pushed, with what the registry itself reads in it: enough to list referrers.</summary>
internal sealed record StoredManifest(Digest Digest, string MediaType, ReadOnlyMemory<byte> Bytes)
{
    public Digest? Subject { get; private init; }

    public string? ArtifactType { get; private init; }

    public string? ConfigMediaType { get; private init; }

    public IReadOnlyDictionary<string, string> Annotations { get; private init; } = new Dictionary<string, string>();

    public Descriptor Describe() => new(MediaType, Digest, Bytes.Length)
    {
        ArtifactType = ArtifactType ?? ConfigMediaType,
        Annotations = Annotations,
    };

    /// <summary>Reads a manifest leniently: what is not there or has another shape is left out, for hostile ones are stored too.</summary>
    public static StoredManifest Read(Digest digest, string? mediaType, ReadOnlyMemory<byte> bytes)
    {
        if (!TryParse(bytes, out var document))
            return new(digest, mediaType ?? MediaTypes.OciManifest, bytes);

        using (document)
        {
            var root = document.RootElement;
            return new(digest, mediaType ?? Text(root, "mediaType") ?? MediaTypes.OciManifest, bytes)
            {
                Subject = Digest.TryParse(Text(Member(root, "subject"), "digest"), out var subject) ? subject : null,
                ArtifactType = Text(root, "artifactType") is { Length: > 0 } type ? type : null,
                ConfigMediaType = Text(Member(root, "config"), "mediaType"),
                Annotations = ReadAnnotations(Member(root, "annotations")),
            };
        }
    }

    public static bool IsJsonObject(ReadOnlyMemory<byte> bytes)
    {
        if (!TryParse(bytes, out var document))
            return false;
        document.Dispose();
        return true;
    }

    private static bool TryParse(ReadOnlyMemory<byte> bytes, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out JsonDocument? document)
    {
        document = null;
        try
        {
            var parsed = JsonDocument.Parse(bytes);
            if (parsed.RootElement.ValueKind == JsonValueKind.Object)
                document = parsed;
            else
                parsed.Dispose();
        }
        catch (JsonException)
        {
            // Not JSON: the caller decides whether that is refused.
        }

        return document is not null;
    }

    private static JsonElement Member(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var member) ? member : default;

    private static string? Text(JsonElement parent, string name) =>
        Member(parent, name) is { ValueKind: JsonValueKind.String } member ? member.GetString() : null;

    private static Dictionary<string, string> ReadAnnotations(JsonElement annotations)
    {
        var result = new Dictionary<string, string>();
        if (annotations.ValueKind == JsonValueKind.Object)
            foreach (var member in annotations.EnumerateObject())
                if (member.Value.ValueKind == JsonValueKind.String)
                    result[member.Name] = member.Value.GetString()!;
        return result;
    }
}
