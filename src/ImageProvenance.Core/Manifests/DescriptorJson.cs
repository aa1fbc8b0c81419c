using System.Collections.ObjectModel;

namespace ImageProvenance;

/// <summary>Reads descriptors and platforms as manifests and indexes list them.</summary>
internal static class DescriptorJson
{
    /// <summary>The most annotations of a descriptor, a manifest or an index: each takes far more memory than it takes bytes.</summary>
    public const int MaxAnnotations = 1000;

    private static readonly JsonMembers DescriptorMembers = new(
        "mediaType", "digest", "size", "artifactType", "platform", "annotations", "data");

    private static readonly JsonMembers PlatformKnown = new(PlatformMembers.Names);

    public static Descriptor Read(ref StrictJsonReader json)
    {
        string? mediaType = null, artifactType = null;
        Digest digest = default;
        long size = -1;
        Platform? platform = null;
        IReadOnlyDictionary<string, string>? annotations = null;
        byte[]? data = null;

        var scope = json.BeginObject(DescriptorMembers);
        while (json.NextMember(ref scope) is { } member)
        {
            switch (member)
            {
                case "mediaType": mediaType = json.ReadString(); break;
                case "digest": digest = Digest.Parse(json.ReadString()); break;
                case "size": size = json.ReadInt64(); break;
                case "artifactType": artifactType = json.ReadString(); break;
                case "platform": platform = ReadPlatform(ref json); break;
                case "annotations": annotations = json.ReadStringMap(MaxAnnotations); break;
                case "data": data = json.ReadBase64(); break;
            }
        }

        if (digest == default)
            throw json.Error("has a descriptor without a digest", "a digest");
        if (size < 0)
            throw json.Error("has a descriptor without a size, or with a negative one", "0 or more bytes", size == -1 ? "-1 or none" : size.ToString());

        return new(mediaType ?? "", digest, size)
        {
            ArtifactType = artifactType,
            Platform = platform,
            Annotations = annotations ?? ReadOnlyDictionary<string, string>.Empty,
            Data = data is null ? default(ReadOnlyMemory<byte>?) : data, // a bare null would convert to empty memory
        };
    }

    private static Platform? ReadPlatform(ref StrictJsonReader json)
    {
        var platform = new PlatformMembers();
        var scope = json.BeginObject(PlatformKnown);
        while (json.NextMember(ref scope) is { } member)
            platform.Read(member, ref json);
        return platform.Platform;
    }
}
