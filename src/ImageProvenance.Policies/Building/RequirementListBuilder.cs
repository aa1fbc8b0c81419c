namespace ImageProvenance.Policies;

/// <summary>Collects requirements, fluently. Not thread-safe.</summary>
/// <typeparam name="TBuilder">The builder that the methods return.</typeparam>
public abstract class RequirementListBuilder<TBuilder>
    where TBuilder : RequirementListBuilder<TBuilder>
{
    private readonly List<RequirementDraft> _drafts = [];

    private protected RequirementListBuilder()
    {
    }

    /// <summary>The image is signed.</summary>
    public TBuilder SignedBy(Action<SignerBuilder> signer)
    {
        ArgumentNullException.ThrowIfNull(signer);
        var builder = new SignerBuilder();
        signer(builder);
        return Add(new SignatureDraft(builder));
    }

    /// <summary>
    /// The image has signed SLSA provenance that says what is asked. Without a signer of its own it must be by the same
    /// signer as the only <see cref="SignedBy"/> beside it.
    /// </summary>
    public TBuilder HasProvenance(Action<ProvenanceBuilder> provenance)
    {
        ArgumentNullException.ThrowIfNull(provenance);
        var builder = new ProvenanceBuilder();
        provenance(builder);
        var attested = new AttestationDraft(Predicates.SlsaProvenance, builder.Signer, builder.Constraints);
        if (!builder.MustBeConsistent)
            return Add(attested);

        // Among alternatives the claim must not become one of its own, which would pass without any signature.
        var consistent = new ReadyDraft(new ConsistentProvenanceRequirement());
        return AreAlternatives
            ? Add(new GroupDraft("allOf", [attested, consistent], parts => new AllOfRequirement(parts)))
            : Add(attested).Add(consistent);
    }

    /// <summary>
    /// The image has a signed attestation of a type: a name of <see cref="Predicates"/> or a predicate type URI. Without
    /// a signer of its own it must be by the same signer as the only <see cref="SignedBy"/> beside it.
    /// </summary>
    public TBuilder HasAttestation(string predicateType, Action<AttestationBuilder>? attestation = null)
    {
        var builder = new AttestationBuilder();
        attestation?.Invoke(builder);
        return Add(new AttestationDraft(predicateType, builder.Signer, null));
    }

    /// <summary>BuildKit's provenance goes together with the image, for every platform. Claimed, not proven.</summary>
    public TBuilder ConsistentWithImage() => Add(new ReadyDraft(new ConsistentProvenanceRequirement()));

    /// <summary>The image was named by its digest.</summary>
    public TBuilder ByDigestReference() => Add(new ReadyDraft(new DigestReferenceRequirement()));

    /// <summary>Any of several requirements.</summary>
    public TBuilder AnyOf(Action<RequirementGroupBuilder> alternatives)
    {
        ArgumentNullException.ThrowIfNull(alternatives);
        var builder = new RequirementGroupBuilder(areAlternatives: true);
        alternatives(builder);
        return Add(new GroupDraft("anyOf", builder.Drafts, parts => new AnyOfRequirement(parts)));
    }

    /// <summary>All of several requirements, as one.</summary>
    public TBuilder AllOf(Action<RequirementGroupBuilder> requirements)
    {
        ArgumentNullException.ThrowIfNull(requirements);
        var builder = new RequirementGroupBuilder(areAlternatives: false);
        requirements(builder);
        return Add(new GroupDraft("allOf", builder.Drafts, parts => new AllOfRequirement(parts)));
    }

    internal IReadOnlyList<RequirementDraft> Drafts => _drafts;

    private protected virtual bool AreAlternatives => false;

    internal TBuilder Add(RequirementDraft draft)
    {
        _drafts.Add(draft);
        return (TBuilder)this;
    }
}

/// <summary>Collects the requirements of a group. Not thread-safe.</summary>
public sealed class RequirementGroupBuilder : RequirementListBuilder<RequirementGroupBuilder>
{
    internal RequirementGroupBuilder(bool areAlternatives) => AreAlternatives = areAlternatives;

    private protected override bool AreAlternatives { get; }
}
