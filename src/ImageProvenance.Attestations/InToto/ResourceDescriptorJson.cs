using System.Collections.ObjectModel;

namespace ImageProvenance.Attestations;

/// <summary>Reads resource descriptors, wherever statements and predicates list them.</summary>
internal static class ResourceDescriptorJson
{
    private static readonly JsonMembers Known = new("name", "uri", "digest", "mediaType");

    public static ResourceDescriptor Read(ref StrictJsonReader json)
    {
        string? name = null, uri = null, mediaType = null;
        IReadOnlyDictionary<string, string>? digest = null;

        var scope = json.BeginObject(Known);
        while (json.NextMember(ref scope) is { } member)
        {
            switch (member)
            {
                case "name": name = json.ReadText(); break;
                case "uri": uri = json.ReadText(); break;
                case "digest": digest = ReadDigestSet(ref json); break;
                case "mediaType": mediaType = json.ReadText(); break;
            }
        }

        return new()
        {
            Name = name == "_" ? null : name,
            Uri = uri,
            Digest = digest ?? ReadOnlyDictionary<string, string>.Empty,
            MediaType = mediaType,
        };
    }

    public static IReadOnlyDictionary<string, string> ReadDigestSet(ref StrictJsonReader json) =>
        json.ReadMap((ref StrictJsonReader value) => value.ReadString(), ResourceDescriptor.MaxDigests).AsReadOnly();
}
