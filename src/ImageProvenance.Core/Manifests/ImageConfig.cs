using System.Collections.ObjectModel;

namespace ImageProvenance;

/// <summary>The parts of an image's configuration that say where it comes from. Immutable and thread-safe.</summary>
/// <remarks>OCI image-spec, config.md.</remarks>
public sealed class ImageConfig
{
    private const int MaxLabels = 1000;

    private static readonly JsonMembers Known = new([.. PlatformMembers.Names, "created", "rootfs", "config"]);
    private static readonly JsonMembers RootFsMembers = new("type", "diff_ids");
    private static readonly JsonMembers ContainerMembers = new("Labels");

    private ImageConfig(VerifiedBytes content) => Content = content;

    /// <summary>The bytes, as received.</summary>
    public VerifiedBytes Content { get; }

    /// <summary>The platform, or null if operating system or architecture is missing.</summary>
    public Platform? Platform { get; private set; }

    /// <summary>When the image says it was created, as written (RFC 3339), or null.</summary>
    public string? Created { get; private set; }

    /// <summary>The digests of the uncompressed layers, base first.</summary>
    public IReadOnlyList<Digest> DiffIds { get; private set; } = [];

    /// <summary>The labels.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; private set; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Reads an image configuration.</summary>
    /// <exception cref="MalformedContentException">The bytes are no image configuration (<c>malformed-json</c>).</exception>
    public static ImageConfig Parse(VerifiedBytes content)
    {
        ArgumentNullException.ThrowIfNull(content);
        var config = new ImageConfig(content);
        StrictJsonReader.Parse(content.Memory, "image configuration", config.Read);
        return config;
    }

    private bool Read(ref StrictJsonReader json)
    {
        var platform = new PlatformMembers();
        var scope = json.BeginObject(Known);
        while (json.NextMember(ref scope) is { } member)
        {
            switch (member)
            {
                case "created": Created = json.ReadString(); break;
                case "rootfs": ReadRootFs(ref json); break;
                case "config": ReadContainer(ref json); break;
                default: platform.Read(member, ref json); break;
            }
        }

        Platform = platform.Platform;
        return true;
    }

    private void ReadRootFs(ref StrictJsonReader json)
    {
        var scope = json.BeginObject(RootFsMembers);
        while (json.NextMember(ref scope) is { } member)
        {
            if (member == "diff_ids")
                DiffIds = json.ReadArray((ref StrictJsonReader item) => Digest.Parse(item.ReadString()), 10_000).AsReadOnly();
        }
    }

    private void ReadContainer(ref StrictJsonReader json)
    {
        var scope = json.BeginObject(ContainerMembers);
        while (json.NextMember(ref scope) is { })
            Labels = json.ReadStringMap(MaxLabels);
    }
}
