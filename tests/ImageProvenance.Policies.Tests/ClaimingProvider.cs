using ImageProvenance.Attestations;
using ImageProvenance.Signatures;

namespace ImageProvenance.Policies.Tests;

/// <summary>A provider of a host's own that believes whatever it is made with.</summary>
internal sealed class ClaimingProvider(SignatureFact fact) : ISignatureProvider
{
    public IReadOnlyList<string> SignerKinds => ["own"];

    public IReadOnlyList<string> MediaTypes => ["application/x-own"];

    public SignatureVerdict Verify(Subject subject, SignedEvidence evidence, TrustPlan trust, DateTimeOffset now) =>
        evidence is RawEvidence ? SignatureVerdict.Proven(fact) : SignatureVerdict.NotApplicable;
}
