namespace ImageProvenance.Policies;

/// <summary>What is said of a signer besides who it is.</summary>
/// <param name="Extensions">What extensions of its certificate have to say.</param>
/// <param name="Thresholds">How much has to vouch for it.</param>
internal sealed record SignerTerms(IReadOnlyList<ExtensionCondition> Extensions, SignerThresholds Thresholds);
