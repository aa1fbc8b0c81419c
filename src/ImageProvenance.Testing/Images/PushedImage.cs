namespace ImageProvenance.Testing;

/// <summary>A manifest or an index in an <see cref="InMemoryRegistry"/>, and where evidence is attached to it. Immutable and thread-safe.</summary>
public sealed class PushedImage
{
    internal PushedImage(InMemoryRegistry registry, RepositoryName repository, TagName? tag, Descriptor descriptor)
    {
        Registry = registry;
        Repository = repository.Value;
        Tag = tag?.Value;
        Descriptor = descriptor;
    }

    /// <summary>The registry that holds it.</summary>
    public InMemoryRegistry Registry { get; }

    /// <summary>The repository, such as <c>acme/app</c>.</summary>
    public string Repository { get; }

    /// <summary>The tag that it was pushed by, or null.</summary>
    public string? Tag { get; }

    /// <summary>The manifest or index: media type, digest and size.</summary>
    public Descriptor Descriptor { get; }

    /// <summary>The digest of the manifest or index.</summary>
    public Digest Digest => Descriptor.Digest;

    /// <summary>The reference by tag, or by digest where there is no tag.</summary>
    /// <param name="host">Host and optional port that the registry goes by, such as <see cref="RegistryServer.Host"/>.</param>
    public string Reference(string host) => Tag is null ? PinnedReference(host) : $"{host}/{Repository}:{Tag}";

    /// <summary>The reference by digest.</summary>
    /// <param name="host">Host and optional port that the registry goes by.</param>
    public string PinnedReference(string host) => $"{host}/{Repository}@{Digest}";

    /// <summary>Another manifest of the same repository, such as a platform's or an attestation's: to attach evidence to it.</summary>
    /// <exception cref="ArgumentException">The repository has no such manifest.</exception>
    public PushedImage At(Digest digest) =>
        new(Registry, RepositoryName.Parse(Repository), null, (Registry.FindManifest(Repository, digest.ToString())
            ?? throw new ArgumentException($"{Repository} has no manifest {digest}.", nameof(digest))).Descriptor);

    /// <summary>
    /// Attaches a manifest that names this one as its subject, and updates the referrers tag where the registry has no
    /// referrers API.
    /// </summary>
    /// <returns>The manifest that was attached.</returns>
    public TestContent Attach(Referrer referrer)
    {
        ArgumentNullException.ThrowIfNull(referrer);
        foreach (var blob in referrer.Layers.Append(TestContent.Empty))
            Registry.PutBlob(Repository, blob.Bytes);
        var manifest = referrer.Write(Descriptor);
        Registry.AddReferrer(Repository, Digest, manifest);
        return manifest;
    }

    /// <summary>Attaches content of one layer under an artifact type.</summary>
    /// <returns>The manifest that was attached.</returns>
    public TestContent Attach(string artifactType, string layerMediaType, ReadOnlyMemory<byte> content, IReadOnlyDictionary<string, string>? annotations = null)
    {
        var referrer = new Referrer(artifactType, new TestContent(layerMediaType, content));
        return Attach(annotations is null ? referrer : referrer with { Annotations = annotations });
    }

    /// <summary>Adds layers to the manifest behind cosign's tag of this digest: <c>sha256-….sig</c>, <c>.att</c> or <c>.sbom</c>.</summary>
    /// <param name="suffix">The suffix without its dot.</param>
    /// <param name="layers">The layers; those that the tag has already stay before them.</param>
    /// <returns>The manifest that the tag points to now.</returns>
    public TestContent AttachTag(string suffix, params IReadOnlyList<TestContent> layers) => CosignTag.Append(this, suffix, layers);
}
