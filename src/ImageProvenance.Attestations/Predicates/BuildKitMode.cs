namespace ImageProvenance.Attestations;

/// <summary>How much BuildKit wrote into its provenance.</summary>
public enum BuildKitMode
{
    /// <summary>Not said; the value of <c>default</c>.</summary>
    Unknown = 0,

    /// <summary>Without build arguments, secrets, the build's steps and layers.</summary>
    Min,

    /// <summary>With everything.</summary>
    Max,
}
