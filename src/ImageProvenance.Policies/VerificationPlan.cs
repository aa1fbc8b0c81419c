using ImageProvenance.Signatures;

namespace ImageProvenance.Policies;

/// <summary>What a rule needs: what to look for and where, and who may prove it. Immutable and thread-safe.</summary>
/// <param name="Discovery">What to look for and where.</param>
/// <param name="Trust">The keys and Sigstore instances that may prove it.</param>
public sealed record VerificationPlan(DiscoveryPlan Discovery, TrustPlan Trust);
