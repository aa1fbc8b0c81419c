using ImageProvenance.Attestations;
using ImageProvenance.Policies;
using ImageProvenance.Signatures;

namespace ImageProvenance;

/// <summary>A piece of evidence as reports list it: what it is, where it was found, and what came of it. Immutable and thread-safe.</summary>
/// <param name="Id">The piece: carrying manifest, layer, signature.</param>
/// <param name="Kind"><c>signature</c>, <c>attestation</c>, or <c>statement</c> (unsigned).</param>
/// <param name="Format">The format, such as <c>sigstore-bundle</c>.</param>
/// <param name="Location">The kind of place.</param>
/// <param name="Subject">The digest that the place attaches it to.</param>
public sealed record EvidenceSummary(EvidenceId Id, string Kind, string Format, EvidenceLocation Location, Digest Subject)
{
    /// <summary>The place, for a person.</summary>
    public required string Place { get; init; }

    /// <summary>The digest of the content; null where the carrying manifest could not be read.</summary>
    public Digest? Digest { get; init; }

    /// <summary>The predicate type that it claims, or proves where it is proven.</summary>
    public string? PredicateType { get; init; }

    /// <summary>Whether its signature was verified under the policy's trust, about the subject, and by somebody whom the rule asks for.</summary>
    public bool IsProven { get; init; }

    /// <summary>The proven signer; null where nothing is proven.</summary>
    public Signer? Signer { get; init; }

    /// <summary>The key (by its hint) or certificate that it claims to be signed with, unproven; null where it claims none.</summary>
    public Signer? ClaimedSigner { get; init; }

    /// <summary>The moments at which the signature is proven to have existed; empty where nothing is proven.</summary>
    public IReadOnlyList<VerifiedTime> Times { get; init; } = [];

    /// <summary>The log entries that are proven to be about the signature; empty where nothing is proven.</summary>
    public IReadOnlyList<LoggedEntry> Log { get; init; } = [];

    /// <summary>Why it proves nothing; null where it proves something or was not judged.</summary>
    public Failure? Failure { get; init; }

    /// <summary>What was read of it; null where it was left closed.</summary>
    public Evidence? Evidence { get; init; }

    /// <param name="evidence">The piece.</param>
    /// <param name="verdict">What was made of it; null where it was not judged.</param>
    /// <param name="rule">The rule that it was judged for: a good signature by somebody else proves nothing of what is asked.</param>
    internal static EvidenceSummary Of(Evidence evidence, SignatureVerdict? verdict = null, PolicyRule? rule = null)
    {
        var refusal = verdict?.Fact is { } fact ? rule?.Refuse(fact) : null;
        var proven = refusal is null ? verdict?.Fact : null;
        return new(evidence.Id, KindOf(evidence, verdict?.Fact), evidence.Format, evidence.Found.Location, evidence.Found.Subject)
        {
            Place = evidence.Found.Place,
            Digest = evidence.Found.Layer?.Digest,
            PredicateType = (verdict?.Fact?.Statement ?? StatementOf(evidence))?.PredicateType,
            IsProven = proven is not null,
            Signer = proven?.Signer,
            ClaimedSigner = SignerClaim.Of(evidence),
            Times = proven?.Times ?? [],
            Log = proven?.Log ?? [],
            Failure = (evidence as UnreadableEvidence)?.Failure ?? verdict?.Failure ?? refusal,
            Evidence = evidence,
        };
    }

    internal static EvidenceSummary Closed(DiscoveredEvidence found) =>
        new(new(found.CarrierDigest, found.LayerIndex), "statement", found.Layer?.MediaType ?? "unknown", found.Location, found.Subject)
        {
            Place = found.Place,
            Digest = found.Layer?.Digest,
        };

    internal static InTotoStatement? StatementOf(Evidence evidence) => evidence switch
    {
        DsseEvidence dsse => dsse.Statement,
        BundleEvidence bundle => bundle.Statement,
        UnsignedStatement unsigned => unsigned.Statement,
        _ => null,
    };

    // What was proven says more than the format: a provider of a host's own may prove signatures in formats that nobody here reads.
    private static string KindOf(Evidence evidence, SignatureFact? fact) => fact?.Content switch
    {
        SignedContent.Signature => "signature",
        SignedContent.Attestation => "attestation",
        _ => KindByFormat(evidence),
    };

    private static string KindByFormat(Evidence evidence) => evidence switch
    {
        SimpleSigningEvidence => "signature",
        BundleEvidence { Statement: null } => "signature",
        UnsignedStatement => "statement",
        UnreadableEvidence { Found.Layer.MediaType: MediaTypes.CosignSimpleSigning } => "signature",
        UnreadableEvidence { Found.Layer.MediaType: MediaTypes.InToto } => "statement",
        _ => StatementOf(evidence)?.PredicateType == PredicateTypes.CosignSign ? "signature" : "attestation",
    };
}
