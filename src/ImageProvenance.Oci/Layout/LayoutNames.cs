using System.Text.RegularExpressions;

namespace ImageProvenance.Oci;

/// <summary>What the annotations in a layout's <c>index.json</c> call a manifest.</summary>
/// <remarks>OCI image-spec, annotations.md; containerd, core/images/annotations.go; cosign, pkg/oci/layout (<c>kind</c>).</remarks>
internal static partial class LayoutNames
{
    private const string RefName = "org.opencontainers.image.ref.name";
    private const string ContainerdName = "io.containerd.image.name";
    private const string Kind = "kind";

    public static bool IsCosignImage(Descriptor listed) => KindOf(listed) is "dev.cosignproject.cosign/image" or "dev.cosignproject.cosign/imageIndex";

    public static bool IsCosignEvidence(Descriptor listed) => SuffixOf(listed) is not null;

    /// <summary>Whether the manifest is attached to another by its name.</summary>
    public static bool IsTagOfEvidence(Descriptor listed) => NamesOf(listed).Any(name => EvidenceTag().IsMatch(name));

    public static IEnumerable<string> NamesOf(Descriptor listed)
    {
        if (listed.Annotations.TryGetValue(ContainerdName, out string? full))
            yield return full;
        if (listed.Annotations.TryGetValue(RefName, out string? name))
            yield return name;
    }

    /// <summary>Whether a name in full is the reference that a person wrote as Docker shows it: <c>alpine:3</c> is <c>docker.io/library/alpine:3</c>.</summary>
    public static bool IsSame(string name, ImageReference reference) =>
        name.Contains('/', StringComparison.Ordinal) && ImageReference.TryParse(name, out var full) && full == reference;

    /// <summary>The descriptors that a tag names: by itself, behind a repository, or as cosign's neighbour of its image.</summary>
    public static IEnumerable<Descriptor> FindTag(IReadOnlyList<Descriptor> listed, TagName tag)
    {
        Descriptor? image = null;
        foreach (var descriptor in listed)
        {
            // cosign save writes one image and behind it what is attached to it, without saying to what.
            image = IsCosignImage(descriptor) ? descriptor : image;
            bool isNeighbour = image is not null && SuffixOf(descriptor) is { } suffix && TagName.CosignTagOf(image.Digest, suffix) == tag;
            if (isNeighbour || NamesOf(descriptor).Any(name => name == tag.Value || name.EndsWith($":{tag}", StringComparison.Ordinal)))
                yield return descriptor;
        }
    }

    private static string? KindOf(Descriptor listed) => listed.Annotations.GetValueOrDefault(Kind);

    private static string? SuffixOf(Descriptor listed) => KindOf(listed) switch
    {
        "dev.cosignproject.cosign/sigs" => "sig",
        "dev.cosignproject.cosign/atts" => "att",
        _ => null,
    };

    [GeneratedRegex(@"(?:\A|:)sha(?:256-[0-9a-f]{64}|512-[0-9a-f]{64,128})(?:\.(?:sig|att|sbom))?\z", RegexOptions.NonBacktracking)]
    private static partial Regex EvidenceTag();
}
