namespace ImageProvenance.Policies;

/// <summary>A requirement before it is checked: from code or from a document, with a place for its mistakes.</summary>
internal abstract class RequirementDraft
{
    /// <summary>Where the draft stands in a document; null where it was made in code.</summary>
    public string? Path { get; init; }

    /// <summary>Builds the requirement; null where it has mistakes.</summary>
    /// <param name="path">The path for mistakes, unless the draft has one of its own.</param>
    /// <param name="beside">The signers of the signature requirements in the same all-of.</param>
    /// <param name="mistakes">Takes the mistakes.</param>
    public abstract Requirement? Build(string path, IReadOnlyList<SignerBuilder> beside, List<PolicyMistake> mistakes);

    /// <summary>Builds the requirements of one all-of or any-of.</summary>
    public static List<Requirement> BuildAll(IReadOnlyList<RequirementDraft> drafts, string path, bool isAllOf, List<PolicyMistake> mistakes)
    {
        // Only in an all-of do the others hold too: an alternative has no signer beside it.
        IReadOnlyList<SignerBuilder> beside = isAllOf ? [.. drafts.OfType<SignatureDraft>().Select(draft => draft.Signer)] : [];
        return [.. drafts.Select((draft, index) => draft.Build(draft.Path ?? $"{path}[{index}]", beside, mistakes)).OfType<Requirement>()];
    }
}

/// <summary>A requirement that cannot have mistakes.</summary>
internal sealed class ReadyDraft(Requirement requirement) : RequirementDraft
{
    public override Requirement Build(string path, IReadOnlyList<SignerBuilder> beside, List<PolicyMistake> mistakes) => requirement;
}

/// <summary>A requirement of a document that could not be read; its mistakes are listed already.</summary>
internal sealed class UnreadDraft : RequirementDraft
{
    public override Requirement? Build(string path, IReadOnlyList<SignerBuilder> beside, List<PolicyMistake> mistakes) => null;
}

/// <summary>A signature requirement.</summary>
internal sealed class SignatureDraft(SignerBuilder signer) : RequirementDraft
{
    public SignerBuilder Signer => signer;

    public override Requirement? Build(string path, IReadOnlyList<SignerBuilder> beside, List<PolicyMistake> mistakes) =>
        signer.Build($"{path}.by", mistakes) is { } by ? new SignatureRequirement(by) : null;
}

/// <summary>An all-of or any-of.</summary>
internal sealed class GroupDraft(string member, IReadOnlyList<RequirementDraft> drafts, Func<IReadOnlyList<Requirement>, Requirement> group) : RequirementDraft
{
    public string Member => member;

    public IReadOnlyList<RequirementDraft> Drafts => drafts;

    public override Requirement? Build(string path, IReadOnlyList<SignerBuilder> beside, List<PolicyMistake> mistakes)
    {
        if (drafts.Count == 0)
            mistakes.Add(new($"{path}.{member}", "nothing is required: an empty list never passes."));
        var parts = BuildAll(drafts, $"{path}.{member}", member == "allOf", mistakes);
        return parts.Count == 0 ? null : group(parts);
    }
}
