using ImageProvenance.Attestations;

namespace ImageProvenance.Signatures;

/// <summary>What a signer says about a subject.</summary>
public enum SignedContent
{
    /// <summary>Not said; the value of <c>default</c>.</summary>
    Unknown = 0,

    /// <summary>
    /// "I sign this": simple signing, a message signature, or a statement of predicate
    /// <c>https://sigstore.dev/cosign/sign/v1</c>.
    /// </summary>
    Signature,

    /// <summary>A statement of another predicate about the subject. It does not count as a signature of it.</summary>
    Attestation,
}

/// <summary>
/// A fact: this signer made this statement about this subject, proven under the trust of a plan. Immutable and
/// thread-safe.
/// </summary>
/// <param name="Subject">The digest that the signed content names: that of an index, a manifest, or a file.</param>
/// <param name="Content">Whether it is a signature or an attestation.</param>
/// <param name="Signer">Who signed.</param>
public sealed record SignatureFact(Digest Subject, SignedContent Content, Signer Signer)
{
    /// <summary>The statement that is authenticated; null for signatures that carry none.</summary>
    public InTotoStatement? Statement { get; init; }

    /// <summary>From when on, by the time of verification, the fact holds (UTC, inclusive). A key alone has no such time.</summary>
    public DateTimeOffset HoldsFrom { get; init; } = DateTimeOffset.MinValue;

    /// <summary>Until when, by the time of verification, the fact holds (UTC, inclusive).</summary>
    public DateTimeOffset HoldsUntil { get; init; } = DateTimeOffset.MaxValue;

    /// <summary>The moments at which the signature is proven to have existed; empty where nothing was asked.</summary>
    public IReadOnlyList<VerifiedTime> Times { get; init; } = [];

    /// <summary>The log entries that are proven to be about this signature.</summary>
    public IReadOnlyList<LoggedEntry> Log { get; init; } = [];

    /// <summary>The certificate logs that promised to publish the signer's certificate, as thresholds count them, each once.</summary>
    public IReadOnlyList<string> CertificateLogs { get; init; } = [];

    /// <summary>
    /// The Sigstore instance under which the signer's certificate was judged, as the plan has it; null for signers that are no
    /// certificates. What it asks for where a rule lowers nothing is its <see cref="TrustedInstance.Unlowered"/> profile.
    /// </summary>
    public TrustedInstance? Instance { get; init; }

    /// <summary>What the evidence carries besides that proves nothing, such as entries of unknown logs.</summary>
    public IReadOnlyList<Finding> Notes { get; init; } = [];
}
