using ImageProvenance.Attestations;
using ImageProvenance.Signatures;

namespace ImageProvenance.Policies;

/// <summary>An attestation of a type, by a signer; for provenance with what it has to say.</summary>
public sealed class AttestationRequirement : SignedEvidenceRequirement
{
    private readonly IReadOnlyList<string> _predicateTypes;

    internal AttestationRequirement(string predicateType, SignerRequirement signer, bool isSameSigner, ProvenanceConstraints? provenance)
        : base(signer)
    {
        PredicateType = predicateType;
        _predicateTypes = PredicateTypes.Expand(predicateType);
        IsSameSigner = isSameSigner;
        Provenance = provenance;
    }

    /// <summary>The type asked for: a name of <see cref="Predicates"/>, or a predicate type URI.</summary>
    public string PredicateType { get; }

    /// <summary>Whether the signer is the one of the signature requirement beside this one.</summary>
    public bool IsSameSigner { get; }

    /// <summary>What the provenance has to say; null where its presence is enough.</summary>
    public ProvenanceConstraints? Provenance { get; }

    /// <inheritdoc />
    public override string Type => "attestation";

    /// <inheritdoc />
    public override string Describe() =>
        $"{PredicateType} attested by {(IsSameSigner ? "the same signer" : By.Describe())}{(Provenance is null ? "" : $", {Provenance.Describe()}")}";

    private protected override Failure Missing => new("attestation-missing", "No signed attestation of the image was found.", PredicateType, "none");

    private protected override Failure? Refuse(SignatureFact fact)
    {
        if (fact.Content != SignedContent.Attestation || fact.Statement is not { } statement || !PredicateTypes.Matches(_predicateTypes, statement.PredicateType))
            return new("predicate-type-mismatch", "It is signed by the right signer, and says something else.", PredicateType, fact.Statement?.PredicateType ?? "a signature");
        return Provenance?.Refuse(statement);
    }
}
