using System.Globalization;
using ImageProvenance.Policies;
using ImageProvenance.Signatures;

namespace ImageProvenance;

/// <summary>Explains to a person which rule of a policy applies to a name, and what it will look for.</summary>
public static class PolicyText
{
    /// <summary>The rule that applies and its plan, as text.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="name">Registry and repository; null for an image without a name.</param>
    /// <param name="providers">The signature providers at hand; null for ours.</param>
    /// <param name="instances">The Sigstore instances that are trusted; null for the default.</param>
    /// <exception cref="PolicyException">The rule requires a signer that none of them can prove.</exception>
    public static string Explain(VerificationPolicy policy, string? name, IReadOnlyList<ISignatureProvider>? providers = null, IReadOnlyList<TrustedInstance>? instances = null)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var rule = policy.Select(name);
        var lines = new TextLines();
        lines.Line(0, $"{policy.Name}: rule '{rule.Name}' applies to {name ?? "an image without a name"}");
        lines.Labelled(1, "images", rule.Images.Count == 0 ? "all that no other rule is for" : string.Join(", ", rule.Images));
        lines.Labelled(1, "except", string.Join(", ", rule.Except));
        lines.Labelled(1, "mode", rule.IsWarning ? "warn" : "enforce");
        if (rule.Requirement is null)
        {
            lines.Labelled(1, "denies", rule.Denial);
            return lines.ToString();
        }

        lines.Heading("Requires");
        Requirement(lines, rule.Requirement, 1);
        Plan(lines, rule.Plan(providers ?? PolicyRule.DefaultProviders, instances ?? PolicyRule.DefaultInstances));
        return lines.ToString();
    }

    private static void Requirement(TextLines lines, Requirement requirement, int indent)
    {
        lines.Line(indent, requirement.Describe());
        if (requirement is not GroupRequirement group)
            return;
        foreach (var part in group.Requirements)
            Requirement(lines, part, indent + 1);
    }

    private static void Plan(TextLines lines, VerificationPlan plan)
    {
        lines.Heading("Plan");
        if (plan.Discovery.Nodes != EvidenceNodes.None)
        {
            lines.Line(1, "look for what refers to the digest: referrers, referrers tag, .sig and .att tags");
            lines.Labelled(1, "open", string.Join(", ", plan.Discovery.MediaTypes));
        }

        if (plan.Discovery.IndexStatements)
            lines.Line(1, "read BuildKit's statements in the index, and every platform's manifest and configuration");
        foreach (var key in plan.Trust.Keys)
            lines.Labelled(1, "trust", $"key {key}");
        if (plan.Trust.AcceptsCertificates)
            foreach (var instance in plan.Trust.Instances)
                lines.Labelled(1, "trust", $"certificates of {instance.Name}: {Vouching(instance.Profile)}");
        if (plan.Discovery == DiscoveryPlan.Nothing)
            lines.Line(1, "resolve the image, and nothing else");
    }

    // What the instances must vouch with at least, for some requirement; the requirements above say where they want more.
    private static string Vouching(TrustProfile profile) => string.Create(
        CultureInfo.InvariantCulture,
        $"at least {profile.LogEntries} log entries, {profile.VerifiedTimes} proven times, {profile.SignedCertificateTimestamps} SCTs");
}
