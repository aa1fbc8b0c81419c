using System.Collections.Immutable;

namespace ImageProvenance.Testing;

/// <summary>
/// A small, valid image that engines can pull, as BuildKit writes it. The same calls give the same digests. Immutable
/// and thread-safe: the methods give another image.
/// </summary>
/// <remarks>OCI image-spec, manifest.md, image-index.md, config.md.</remarks>
public sealed class TestImage
{
    private readonly ImmutableArray<Platform> _platforms;
    private readonly ImmutableSortedDictionary<string, string> _labels;
    private readonly BuildKitProvenance? _provenance;

    private TestImage(ImmutableArray<Platform> platforms, ImmutableSortedDictionary<string, string> labels, BuildKitProvenance? provenance)
    {
        (_platforms, _labels, _provenance) = (platforms, labels, provenance);
        var images = platforms.Select(platform => PlatformImageParts.Create(platform, labels)).ToList();
        var attestations = images
            .Where(image => provenance is not null && provenance.IsFor(image.Platform))
            .Select(image => AttestationParts.Create(image, provenance!))
            .ToList();

        PlatformManifests = images.ToImmutableDictionary(image => image.Platform, image => image.Manifest);
        AttestationManifests = attestations.ToImmutableDictionary(attestation => attestation.Platform, attestation => attestation.Manifest);
        // All runnable manifests first, then all attestations: BuildKit's order.
        bool isIndex = images.Count > 1 || provenance is not null;
        Root = isIndex
            ? new(MediaTypes.OciIndex, ManifestJson.WriteIndex([.. images.Select(image => image.Listed), .. attestations.Select(attestation => attestation.Listed)], indented: true))
            : images[0].Manifest;
        Manifests = isIndex ? [.. images.Select(image => image.Manifest), .. attestations.Select(attestation => attestation.Manifest)] : [];
        Blobs = [.. images.SelectMany(image => new[] { image.Layer, image.Config }), .. attestations.SelectMany(attestation => new[] { attestation.Statement, attestation.Config })];
    }

    /// <summary>What the image's name points to: the manifest of its one platform, or an index.</summary>
    public TestContent Root { get; }

    /// <summary>The digest of <see cref="Root"/>.</summary>
    public Digest Digest => Root.Digest;

    /// <summary>The manifests that the index lists, in its order; empty where there is no index.</summary>
    public IReadOnlyList<TestContent> Manifests { get; }

    /// <summary>The layers, configurations and statements.</summary>
    public IReadOnlyList<TestContent> Blobs { get; }

    /// <summary>The image manifest of each platform.</summary>
    public IReadOnlyDictionary<Platform, TestContent> PlatformManifests { get; }

    /// <summary>The attestation manifest of each platform that has one.</summary>
    public IReadOnlyDictionary<Platform, TestContent> AttestationManifests { get; }

    /// <summary>An image of one small layer: a single manifest for one platform or none (<c>linux/amd64</c>), else an index.</summary>
    public static TestImage FromScratch(params ReadOnlySpan<Platform> platforms) =>
        new(platforms.Length == 0 ? [new Platform("linux", "amd64")] : [.. platforms], ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal), null);

    /// <summary>The image with a label in its configuration, and so with other digests.</summary>
    public TestImage WithLabel(string name, string value) => new(_platforms, _labels.SetItem(name, value), _provenance);

    /// <summary>
    /// The image with unsigned provenance, as BuildKit attaches it: an index with an attestation manifest for each
    /// platform. The platforms' own manifests stay as they are.
    /// </summary>
    /// <param name="provenance">What it says; null for true provenance of the defaults.</param>
    public TestImage WithBuildKitProvenance(BuildKitProvenance? provenance = null) => new(_platforms, _labels, provenance ?? new());
}
