namespace ImageProvenance.Testing;

/// <summary>The versions of SLSA provenance that BuildKit writes.</summary>
public enum ProvenanceVersion
{
    /// <summary><c>https://slsa.dev/provenance/v1</c>.</summary>
    V1 = 0,

    /// <summary><c>https://slsa.dev/provenance/v0.2</c>.</summary>
    V02,
}
