namespace ImageProvenance.Policies;

/// <summary>
/// Builds a policy. Nothing is checked before <see cref="Build"/>, which then names every mistake at once. Not
/// thread-safe; the policy that it builds is.
/// </summary>
public sealed class VerificationPolicyBuilder
{
    private readonly string _name;
    private readonly List<RuleBuilder> _rules = [];
    private RuleBuilder? _otherwise;
    private Decision _unmatched = Decision.Deny;

    /// <summary>Starts a policy.</summary>
    /// <param name="name">The policy's name, for reports.</param>
    public VerificationPolicyBuilder(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        _name = name;
    }

    /// <summary>Adds a rule for images that a pattern matches, <c>ghcr.io/acme/**</c>; its name is the pattern unless it is given another.</summary>
    public VerificationPolicyBuilder ForImages(string pattern, Action<RuleBuilder> rule) => ForImages([pattern], rule);

    /// <summary>Adds a rule for images that any of several patterns matches.</summary>
    public VerificationPolicyBuilder ForImages(IEnumerable<string> patterns, Action<RuleBuilder> rule)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        ArgumentNullException.ThrowIfNull(rule);
        var builder = new RuleBuilder([.. patterns]);
        rule(builder);
        _rules.Add(builder);
        return this;
    }

    /// <summary>Decides images that no rule is for. Only <see cref="Decision.Deny"/> is a decision without a requirement.</summary>
    public VerificationPolicyBuilder Otherwise(Decision decision)
    {
        (_unmatched, _otherwise) = (decision, null);
        return this;
    }

    /// <summary>Judges images that no rule is for by a rule of their own.</summary>
    public VerificationPolicyBuilder Otherwise(Action<RuleBuilder> rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var builder = new RuleBuilder(images: null);
        rule(builder);
        (_unmatched, _otherwise) = (Decision.Deny, builder);
        return this;
    }

    /// <summary>Builds the policy.</summary>
    /// <exception cref="PolicyException">Every mistake, with its path.</exception>
    public VerificationPolicy Build()
    {
        var mistakes = new List<PolicyMistake>();
        var policy = BuildWith(mistakes);
        return mistakes.Count == 0 ? policy : throw new PolicyException(mistakes);
    }

    internal VerificationPolicy BuildWith(List<PolicyMistake> mistakes)
    {
        if (_unmatched != Decision.Deny)
            mistakes.Add(new("$.otherwise", "images that no rule is for can only be denied, or judged by a rule of their own."));
        if (_rules.Count == 0 && _otherwise is null)
            mistakes.Add(new("$", "the policy has no rule: it would deny everything; write that as a rule, or add one."));

        var rules = _rules.Select((rule, index) => rule.Build($"$.rules[{index}]", mistakes)).ToList();
        foreach (var twice in rules.GroupBy(rule => rule.Name).Where(group => group.Count() > 1))
            mistakes.Add(new("$.rules", $"several rules have the name '{twice.Key}'."));
        RuleAmbiguity.Check(rules, mistakes);

        var otherwise = _otherwise?.Build("$.otherwise", mistakes)
            ?? new PolicyRule("otherwise", [], [], null, false, PolicyRule.NoRule);
        return new(_name, rules, otherwise);
    }
}
