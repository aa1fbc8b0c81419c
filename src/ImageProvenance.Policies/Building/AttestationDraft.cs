using ImageProvenance.Attestations;

namespace ImageProvenance.Policies;

/// <summary>An attestation requirement, its signer stated or meant.</summary>
/// <param name="predicateType">The type asked for.</param>
/// <param name="signer">The stated signer; null for the same signer as the only signature requirement beside.</param>
/// <param name="provenance">What provenance has to say; null for nothing.</param>
internal sealed class AttestationDraft(string predicateType, SignerBuilder? signer, ProvenanceConstraints? provenance) : RequirementDraft
{
    public override Requirement? Build(string path, IReadOnlyList<SignerBuilder> beside, List<PolicyMistake> mistakes)
    {
        int before = mistakes.Count;
        SignerRequirement? by = null;
        if (signer is not null)
            by = signer.Build($"{path}.by", mistakes);
        else if (beside.Count == 1)
            by = beside[0].Build($"{path}.by", []);
        else
            mistakes.Add(new($"{path}.by", $"the same signer is meant, and there {(beside.Count == 0 ? "is no signature requirement" : "are several signature requirements")} in the same all-of; state the signer."));

        CheckPredicateType(path, mistakes);
        CheckProvenance($"{path}.provenance", mistakes);
        return by is not null && mistakes.Count == before
            ? new AttestationRequirement(predicateType, by, signer is null, provenance is { IsEmpty: true } ? null : provenance)
            : null;
    }

    private void CheckPredicateType(string path, List<PolicyMistake> mistakes)
    {
        try
        {
            PredicateTypes.Expand(predicateType);
        }
        catch (ArgumentException)
        {
            mistakes.Add(new($"{path}.predicateType", $"'{predicateType}' is no predicate type; write {Predicates.SlsaProvenance}, {Predicates.Sbom}, {Predicates.Vex}, {Predicates.Vuln} or an absolute URI."));
        }

        if (predicateType == PredicateTypes.CosignSign)
            mistakes.Add(new($"{path}.predicateType", "that statement is a signature and never counts as an attestation; require a signature."));
    }

    private void CheckProvenance(string path, List<PolicyMistake> mistakes)
    {
        if (provenance is null)
            return;
        if (!provenance.IsEmpty && predicateType != Predicates.SlsaProvenance && !SlsaProvenance.IsSlsaProvenance(predicateType))
            mistakes.Add(new(path, $"'{predicateType}' is no SLSA provenance, so nothing can be asked of it as provenance."));
        if (provenance.Source is { } source && !SourceRepository.IsPlain(source))
            mistakes.Add(new($"{path}.source", $"'{source}' is no plain address of a repository; write it like https://github.com/acme/app, without a reference."));
        if (provenance.Revision is { } revision && (revision.Length is not (40 or 64) || !revision.All(c => char.IsAsciiHexDigitLower(c) || char.IsAsciiDigit(c))))
            mistakes.Add(new($"{path}.revision", $"'{revision}' is no revision; write the whole commit digest, 40 or 64 lower-case hexadecimal characters."));
        foreach (var (member, value) in new[] { ("builderId", provenance.BuilderId), ("buildType", provenance.BuildType) })
            if (value is not null && string.IsNullOrWhiteSpace(value))
                mistakes.Add(new($"{path}.{member}", "it is empty; leave it out if any will do."));
    }
}
