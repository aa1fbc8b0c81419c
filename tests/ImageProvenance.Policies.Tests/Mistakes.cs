namespace ImageProvenance.Policies.Tests;

/// <summary>Asserts that a policy cannot be built, and for which mistakes.</summary>
internal static class Mistakes
{
    public static IReadOnlyList<PolicyMistake> Of(Action build)
    {
        var exception = Assert.Throws<PolicyException>(() => build());
        Assert.That(exception!.Mistakes, Is.Not.Empty);
        Assert.That(exception.Message, Is.EqualTo(string.Join('\n', exception.Mistakes)));
        return exception.Mistakes;
    }

    /// <summary>The only mistake, at this path.</summary>
    public static PolicyMistake Only(string path, Action build)
    {
        var mistakes = Of(build);
        Assert.That(mistakes, Has.Count.EqualTo(1), string.Join('\n', mistakes));
        Assert.That(mistakes[0].Path, Is.EqualTo(path), mistakes[0].ToString());
        return mistakes[0];
    }

    public static IReadOnlyList<PolicyMistake> InRule(Action<RuleBuilder> rule) => Of(() => new VerificationPolicyBuilder("p").ForImages("ghcr.io/acme/*", rule).Build());

    public static PolicyMistake OnlyInRule(string path, Action<RuleBuilder> rule) =>
        Only($"$.rules[0]{path}", () => new VerificationPolicyBuilder("p").ForImages("ghcr.io/acme/*", rule).Build());
}
