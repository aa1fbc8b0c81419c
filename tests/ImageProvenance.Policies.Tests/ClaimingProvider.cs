using System.Text;
using ImageProvenance.Attestations;
using ImageProvenance.Signatures;

namespace ImageProvenance.Policies.Tests;

/// <summary>A provider that believes whatever it is made with.</summary>
/// <param name="fact">What it believes.</param>
/// <param name="kind">The kind of signers that it proves.</param>
/// <param name="text">The content of the evidence that it believes; null for any.</param>
internal sealed class ClaimingProvider(SignatureFact fact, string kind = "own", string? text = null) : ISignatureProvider
{
    public const string MediaType = "application/x-own";

    public IReadOnlyList<string> SignerKinds { get; } = [kind];

    public IReadOnlyList<string> MediaTypes { get; } = [MediaType];

    public SignatureVerdict Verify(Subject subject, SignedEvidence evidence, TrustPlan trust, DateTimeOffset now) =>
        evidence is RawEvidence { Found.Content: { } content } && (text is null || Encoding.UTF8.GetString(content.Span) == text)
            ? SignatureVerdict.Proven(fact)
            : SignatureVerdict.NotApplicable;
}
