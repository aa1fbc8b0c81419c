using ImageProvenance.Signatures;

namespace ImageProvenance.Policies;

/// <summary>A rule of a policy: which images it is for, and what it requires of them. Immutable and thread-safe.</summary>
public sealed class PolicyRule
{
    /// <summary>The denial of an image that no rule is for, where the policy says nothing else.</summary>
    internal const string NoRule = "No rule of the policy is for this image.";

    private PlanFor? _lastPlan;

    internal PolicyRule(string name, IReadOnlyList<ImagePattern> images, IReadOnlyList<ImagePattern> except, Requirement? requirement, bool isWarning, string? denial) =>
        (Name, Images, Except, Requirement, IsWarning, Denial) = (name, images, except, requirement, isWarning, denial);

    /// <summary>The providers of this library.</summary>
    public static IReadOnlyList<ISignatureProvider> DefaultProviders { get; } = [new PublicKeyProvider(), new SigstoreProvider()];

    /// <summary>The Sigstore instances that are trusted where nothing else is said.</summary>
    public static IReadOnlyList<TrustedInstance> DefaultInstances { get; } = [TrustedInstance.PublicGood];

    /// <summary>The rule's name, unique within its policy.</summary>
    public string Name { get; }

    /// <summary>The patterns of the images that the rule is for; empty for the rule that takes the rest.</summary>
    public IReadOnlyList<ImagePattern> Images { get; }

    /// <summary>The patterns of the images that are taken out of the rule again.</summary>
    public IReadOnlyList<ImagePattern> Except { get; }

    /// <summary>What is required; null for a rule that denies.</summary>
    public Requirement? Requirement { get; }

    /// <summary>Whether a failure is a warning only.</summary>
    public bool IsWarning { get; }

    /// <summary>Why the rule denies whatever it is for; null for a rule that requires something.</summary>
    public string? Denial { get; }

    /// <summary>
    /// What the rule needs, with the providers and instances at hand. Touches nothing; asked again with the same lists, it
    /// answers at once.
    /// </summary>
    /// <param name="providers">The providers.</param>
    /// <param name="instances">The Sigstore instances that are trusted. The logs of theirs are known ones for signatures by keys too.</param>
    /// <exception cref="PolicyException">A signer is required that no provider can prove, or no instance.</exception>
    public VerificationPlan Plan(IReadOnlyList<ISignatureProvider> providers, IReadOnlyList<TrustedInstance> instances)
    {
        ArgumentNullException.ThrowIfNull(providers);
        ArgumentNullException.ThrowIfNull(instances);
        if (_lastPlan is { } last && ReferenceEquals(last.Providers, providers) && ReferenceEquals(last.Instances, instances))
            return last.Plan;
        var plan = TryPlan(providers, instances, out var mistakes) ?? throw new PolicyException(mistakes);
        _lastPlan = new(providers, instances, plan);
        return plan;
    }

    /// <summary>
    /// Why no requirement of the rule accepts the signer of a proven fact; null if one does. What plans trust are keys, and
    /// authorities that vouch for anybody: only a requirement knows who is meant.
    /// </summary>
    public Failure? Refuse(SignatureFact fact)
    {
        ArgumentNullException.ThrowIfNull(fact);
        var refusals = (Requirement?.Signers ?? []).Select(signer => signer.Refuse(fact)).ToList();
        return refusals.Contains(null) ? null
            : refusals.MaxBy(refusal => Closeness.Of(refusal!.Code)) ?? new("signer-mismatch", "The rule asks for no signer.", null, fact.Signer.ToString());
    }

    /// <summary>Evaluates the rule over what was proven.</summary>
    public DecisionNode Evaluate(ImageFacts facts)
    {
        if (Requirement is null)
            return Denied();
        var required = Requirement.Evaluate(facts);
        var outcome = required.Outcome switch
        {
            Outcome.Pass => Outcome.Pass,
            Outcome.Indeterminate => Outcome.Indeterminate,
            _ => IsWarning ? Outcome.Warn : Outcome.Fail,
        };
        return new DecisionNode("rule", Name, outcome) { Children = [required] };
    }

    /// <summary>The decision tree of a run that ended before anything could be evaluated.</summary>
    /// <param name="outcome">What the end means for the rule: fail (the image is broken) or indeterminate (it could not be read).</param>
    /// <param name="failure">Why the run ended.</param>
    /// <exception cref="ArgumentOutOfRangeException">Another outcome: what was not evaluated cannot have passed.</exception>
    public DecisionNode EndedBy(Outcome outcome, Failure failure)
    {
        if (outcome is not (Outcome.Fail or Outcome.Indeterminate))
            throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "A run that ended early fails or is indeterminate.");
        return Requirement is null
            ? Denied()
            : new DecisionNode("rule", Name, outcome) { Children = [Requirement.NotEvaluated(Outcome.NotReached)] }.Because(failure);
    }

    internal bool IsFor(string name) => Images.Any(pattern => pattern.Matches(name)) && !Except.Any(pattern => pattern.Matches(name));

    private DecisionNode Denied() => new DecisionNode("rule", Name, Outcome.Fail).Because(new("denied-by-rule", Denial ?? "The policy denies this image."));

    internal VerificationPlan? TryPlan(IReadOnlyList<ISignatureProvider> providers, IReadOnlyList<TrustedInstance> instances, out List<PolicyMistake> mistakes)
    {
        var plan = new PlanBuilder(providers);
        Requirement?.Contribute(plan);
        mistakes = [.. plan.Unenforceable.Distinct().Select(kind => new PolicyMistake($"rule '{Name}'", $"no signature provider can prove a signer of kind '{kind}'; add one."))];
        if (plan.AcceptsCertificates && instances.Count == 0)
            mistakes.Add(new($"rule '{Name}'", "a keyless signer is required, and no Sigstore instance is trusted that could have issued its certificate; name a trusted root."));
        return mistakes.Count == 0 ? plan.Build(instances) : null;
    }

    private sealed record PlanFor(IReadOnlyList<ISignatureProvider> Providers, IReadOnlyList<TrustedInstance> Instances, VerificationPlan Plan);
}
