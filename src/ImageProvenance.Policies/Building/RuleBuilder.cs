namespace ImageProvenance.Policies;

/// <summary>Builds a rule: everything that is stated has to hold. Not thread-safe.</summary>
public sealed class RuleBuilder : RequirementListBuilder<RuleBuilder>
{
    private readonly IReadOnlyList<string>? _images;
    private readonly List<string> _except = [];
    private string? _name;
    private string? _denial;
    private bool _isWarning;

    /// <param name="images">The patterns; null for the rule that takes the rest.</param>
    internal RuleBuilder(IReadOnlyList<string>? images) => _images = images;

    /// <summary>Gives the rule a name.</summary>
    public RuleBuilder Named(string name)
    {
        _name = name;
        return this;
    }

    /// <summary>Takes images that these patterns match out of the rule.</summary>
    public RuleBuilder Except(params IEnumerable<string> patterns)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        _except.AddRange(patterns);
        return this;
    }

    /// <summary>Lets a failure of the rule be a warning: reported, and allowed.</summary>
    public RuleBuilder Warn()
    {
        _isWarning = true;
        return this;
    }

    /// <summary>Denies every image that the rule is for.</summary>
    /// <param name="reason">Why, for the report.</param>
    public RuleBuilder Deny(string reason)
    {
        _denial = reason;
        return this;
    }

    internal PolicyRule Build(string path, List<PolicyMistake> mistakes)
    {
        var images = ParsePatterns(_images ?? [], $"{path}.images", mistakes);
        var except = ParsePatterns(_except, $"{path}.except", mistakes);
        if (_images is { Count: 0 } && !mistakes.Exists(mistake => mistake.Path.StartsWith($"{path}.images", StringComparison.Ordinal)))
            mistakes.Add(new($"{path}.images", "no image is named: the rule would never apply."));
        if (_images is null && _except.Count > 0)
            mistakes.Add(new($"{path}.except", "the rule takes what no other rule is for; an exception from it would be judged by nothing."));
        if (_name is not null && string.IsNullOrWhiteSpace(_name))
            mistakes.Add(new($"{path}.name", "it is empty; leave it out, and the rule is named by its images."));
        if (_denial is not null && string.IsNullOrWhiteSpace(_denial))
            mistakes.Add(new($"{path}.deny", "say why; the reason is what the report shows."));
        if (_denial is not null && (Drafts.Count > 0 || _isWarning))
            mistakes.Add(new($"{path}.deny", "a rule that denies requires nothing and does not warn."));
        if (_denial is null && Drafts.Count == 0)
            mistakes.Add(new($"{path}.require", "the rule requires nothing: an empty rule never passes."));

        var requirements = RequirementDraft.BuildAll(Drafts, $"{path}.require.allOf", isAllOf: true, mistakes);
        return new(_name ?? string.Join(", ", _images ?? ["otherwise"]), images, except, Join(requirements), _isWarning, _denial);
    }

    // One requirement is that requirement, however many all-ofs were written around it: a document reads it the same way.
    private static Requirement? Join(IReadOnlyList<Requirement> requirements) => requirements switch
    {
        [] => null,
        [AllOfRequirement { Requirements: [_] } one] => Join(one.Requirements),
        [var one] => one,
        _ => new AllOfRequirement(requirements),
    };

    private static List<ImagePattern> ParsePatterns(IReadOnlyList<string> texts, string path, List<PolicyMistake> mistakes)
    {
        var patterns = new List<ImagePattern>(texts.Count);
        for (int i = 0; i < texts.Count; i++)
        {
            try
            {
                patterns.Add(ImagePattern.Parse(texts[i]));
            }
            catch (FormatException e)
            {
                mistakes.Add(new($"{path}[{i}]", e.Message));
            }
        }

        return patterns;
    }
}
