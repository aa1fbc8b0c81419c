namespace ImageProvenance.Testing;

/// <summary>How BuildKit's attestation manifests are written.</summary>
public enum AttestationForm
{
    /// <summary>An OCI artifact with an artifact type and a subject: BuildKit 0.31 and later.</summary>
    OciArtifact = 0,

    /// <summary>An image manifest with an image configuration and without a subject: earlier BuildKit.</summary>
    ImageConfig,
}
