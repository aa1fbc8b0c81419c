namespace ImageProvenance.Policies;

/// <summary>What is decided about an image.</summary>
public enum Decision
{
    /// <summary>Nothing was decided; the value of <c>default</c>. Never an allowance.</summary>
    Unknown = 0,

    /// <summary>The rule is not satisfied, or the image itself is broken.</summary>
    Deny,

    /// <summary>What would decide could not be read. Neither an allowance nor a denial.</summary>
    Indeterminate,

    /// <summary>The rule failed and is in warn mode.</summary>
    AllowWithWarnings,

    /// <summary>The rule is satisfied.</summary>
    Allow,
}
