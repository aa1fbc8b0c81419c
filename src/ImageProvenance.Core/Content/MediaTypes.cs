namespace ImageProvenance;

/// <summary>The media types that this library knows by name.</summary>
public static class MediaTypes
{
    /// <summary>An OCI image index.</summary>
    public const string OciIndex = "application/vnd.oci.image.index.v1+json";

    /// <summary>An OCI image manifest.</summary>
    public const string OciManifest = "application/vnd.oci.image.manifest.v1+json";

    /// <summary>An OCI image configuration.</summary>
    public const string OciConfig = "application/vnd.oci.image.config.v1+json";

    /// <summary>OCI's empty document, <c>{}</c>.</summary>
    public const string OciEmpty = "application/vnd.oci.empty.v1+json";

    /// <summary>A Docker manifest list: what an index was before OCI.</summary>
    public const string DockerIndex = "application/vnd.docker.distribution.manifest.list.v2+json";

    /// <summary>A Docker image manifest, schema 2.</summary>
    public const string DockerManifest = "application/vnd.docker.distribution.manifest.v2+json";

    /// <summary>A Docker image configuration.</summary>
    public const string DockerConfig = "application/vnd.docker.container.image.v1+json";

    /// <summary>An in-toto statement; also the DSSE payload type of one.</summary>
    public const string InToto = "application/vnd.in-toto+json";

    /// <summary>A DSSE envelope, as cosign's <c>.att</c> layers are.</summary>
    public const string Dsse = "application/vnd.dsse.envelope.v1+json";

    /// <summary>cosign's simple signing payload.</summary>
    public const string CosignSimpleSigning = "application/vnd.dev.cosign.simplesigning.v1+json";

    /// <summary>The artifact type of cosign's simple signing manifest as an OCI 1.1 referrer.</summary>
    public const string CosignSignatureArtifact = "application/vnd.dev.cosign.artifact.sig.v1+json";

    /// <summary>What the media type of every Sigstore bundle starts with.</summary>
    public const string SigstoreBundlePrefix = "application/vnd.dev.sigstore.bundle";

    /// <summary>A Sigstore bundle, version 0.3.</summary>
    public const string SigstoreBundle = "application/vnd.dev.sigstore.bundle.v0.3+json";

    /// <summary>The artifact type of BuildKit's attestation manifests.</summary>
    public const string DockerAttestationManifest = "application/vnd.docker.attestation.manifest.v1+json";

    /// <summary>Whether this is the type of an image index, OCI's or Docker's.</summary>
    public static bool IsIndex(string? mediaType) => mediaType is OciIndex or DockerIndex;

    /// <summary>Whether this is the type of an image manifest, OCI's or Docker's.</summary>
    public static bool IsManifest(string? mediaType) => mediaType is OciManifest or DockerManifest;

    /// <summary>Whether this is the type of an image configuration, OCI's or Docker's.</summary>
    public static bool IsConfig(string? mediaType) => mediaType is OciConfig or DockerConfig;

    /// <summary>Whether this is the type of a Sigstore bundle of any version.</summary>
    public static bool IsSigstoreBundle(string? mediaType) =>
        mediaType is not null && mediaType.StartsWith(SigstoreBundlePrefix, StringComparison.Ordinal);

    /// <summary>Whether this is the type of a DSSE envelope: the general one, or <c>application/vnd.in-toto.…+dsse</c>.</summary>
    public static bool IsDsse(string? mediaType) => mediaType is Dsse
        || (mediaType is not null
            && mediaType.StartsWith("application/vnd.in-toto.", StringComparison.Ordinal)
            && mediaType.EndsWith("+dsse", StringComparison.Ordinal));
}
