using ImageProvenance.Attestations;

namespace ImageProvenance.Signatures;

/// <summary>
/// Turns one piece of signed evidence into a fact or a failure: a function of its arguments. Ours verify public keys;
/// a tool author adds others, which then take part in discovery, policy and report. Implementations are stateless but
/// for caches, thread-safe and long-lived, and do no I/O. What they prove is kept and not asked again for as long as it
/// holds: a provider with trust of its own that may change says until when in <see cref="SignatureFact.HoldsUntil"/>.
/// </summary>
public interface ISignatureProvider
{
    /// <summary>The kinds of signers that it can prove, as <see cref="Signer.Kind"/> has them.</summary>
    IReadOnlyList<string> SignerKinds { get; }

    /// <summary>The media types of layers that it reads: exact, or a prefix that ends in <c>*</c>.</summary>
    IReadOnlyList<string> MediaTypes { get; }

    /// <summary>
    /// Verifies one piece of evidence. It proves something only with trust material of the plan, only about the subject,
    /// and only as of the time given; anything else is a failure that says why. Never throws for what the evidence holds.
    /// </summary>
    /// <param name="subject">What the evidence is attached to: the fact must be about it.</param>
    /// <param name="evidence">The piece of evidence.</param>
    /// <param name="trust">The keys and roots that may prove something; nothing else may.</param>
    /// <param name="now">The time of verification, UTC.</param>
    SignatureVerdict Verify(Subject subject, SignedEvidence evidence, TrustPlan trust, DateTimeOffset now);
}
