namespace ImageProvenance;

/// <summary>The members of a manifest or an index as they stand in the JSON, before anything is decided from them.</summary>
internal sealed class ManifestMembers
{
    private const int MaxDescriptors = 10_000;

    private static readonly JsonMembers Known = new(
        "schemaVersion", "mediaType", "artifactType", "config", "layers", "manifests", "subject", "annotations");

    public long? SchemaVersion { get; private set; }
    public string? MediaType { get; private set; }
    public string? ArtifactType { get; private set; }
    public Descriptor? Config { get; private set; }
    public List<Descriptor>? Layers { get; private set; }
    public List<Descriptor>? Manifests { get; private set; }
    public Descriptor? Subject { get; private set; }
    public IReadOnlyDictionary<string, string>? Annotations { get; private set; }

    public static ManifestMembers Read(ref StrictJsonReader json)
    {
        var read = new ManifestMembers();
        var scope = json.BeginObject(Known);
        while (json.NextMember(ref scope) is { } member)
        {
            switch (member)
            {
                case "schemaVersion": read.SchemaVersion = json.ReadInt64(); break;
                case "mediaType": read.MediaType = json.ReadString(); break;
                case "artifactType": read.ArtifactType = json.ReadString(); break;
                case "config": read.Config = DescriptorJson.Read(ref json); break;
                case "layers": read.Layers = json.ReadArray(DescriptorJson.Read, MaxDescriptors); break;
                case "manifests": read.Manifests = json.ReadArray(DescriptorJson.Read, MaxDescriptors); break;
                case "subject": read.Subject = DescriptorJson.Read(ref json); break;
                case "annotations": read.Annotations = json.ReadStringMap(DescriptorJson.MaxAnnotations); break;
            }
        }

        return read;
    }
}
