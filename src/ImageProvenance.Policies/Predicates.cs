namespace ImageProvenance.Policies;

/// <summary>Names of attestation types for policies, neutral as to versions. A predicate type URI may stand in their place.</summary>
public static class Predicates
{
    /// <summary>SLSA provenance, v0.2 and v1.</summary>
    public const string SlsaProvenance = "slsa-provenance";

    /// <summary>A software bill of materials: SPDX or CycloneDX.</summary>
    public const string Sbom = "sbom";

    /// <summary>OpenVEX.</summary>
    public const string Vex = "vex";

    /// <summary>A vulnerability scan.</summary>
    public const string Vuln = "vuln";
}
