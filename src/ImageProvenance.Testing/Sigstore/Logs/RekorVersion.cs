namespace ImageProvenance.Testing;

/// <summary>A kind of signature log.</summary>
public enum RekorVersion
{
    /// <summary>Rekor v1: a signed entry timestamp, which is a time, and an inclusion proof with a checkpoint; P-256.</summary>
    V1,

    /// <summary>Rekor v2 (rekor-tiles): an inclusion proof with a checkpoint and no time; Ed25519.</summary>
    V2,
}
