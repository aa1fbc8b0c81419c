using ImageProvenance.Attestations;
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

    /// <summary>Whether its signature was verified under the policy's trust, about the subject.</summary>
    public bool IsProven { get; init; }

    /// <summary>The proven signer; null where nothing is proven.</summary>
    public Signer? Signer { get; init; }

    /// <summary>The key (by its hint) or certificate that it claims to be signed with, unproven; null where it claims none.</summary>
    public Signer? ClaimedSigner { get; init; }

    /// <summary>Why it proves nothing; null where it proves something or was not judged.</summary>
    public Failure? Failure { get; init; }

    /// <summary>What was read of it; null where it was left closed.</summary>
    public Evidence? Evidence { get; init; }

    internal static EvidenceSummary Of(Evidence evidence, SignatureVerdict? verdict = null) =>
        new(evidence.Id, KindOf(evidence, verdict?.Fact), evidence.Format, evidence.Found.Location, evidence.Found.Subject)
        {
            Place = evidence.Found.Place,
            Digest = evidence.Found.Layer?.Digest,
            PredicateType = (verdict?.Fact?.Statement ?? StatementOf(evidence))?.PredicateType,
            IsProven = verdict is { IsProven: true },
            Signer = verdict?.Fact?.Signer,
            ClaimedSigner = ClaimOf(evidence),
            Failure = (evidence as UnreadableEvidence)?.Failure ?? verdict?.Failure,
            Evidence = evidence,
        };

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

    private static Signer? ClaimOf(Evidence evidence) => evidence switch
    {
        BundleEvidence { Bundle.KeyMaterial.PublicKeyHint: { Length: > 0 } hint } => new(Signer.Key, hint),
        BundleEvidence { Bundle.KeyMaterial.PublicKeyHint: null } => new("certificate", ""),
        DsseEvidence { Signature.KeyId: { Length: > 0 } keyId } => new(Signer.Key, keyId),
        DsseEvidence { Annotations.Certificate: not null } => new("certificate", ""),
        SimpleSigningEvidence { Annotations.Certificate: not null } => new("certificate", ""),
        _ => null,
    };
}
