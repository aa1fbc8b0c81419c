using System.Text;

namespace ImageProvenance.Policies;

/// <summary>
/// A policy: rules for images by their names, of which exactly one applies. Immutable and thread-safe; keys are
/// imported when it is built, so build it once and keep it.
/// </summary>
public sealed class VerificationPolicy
{
    private readonly Lazy<string> _id;

    internal VerificationPolicy(string name, IReadOnlyList<PolicyRule> rules, PolicyRule otherwise)
    {
        (Name, Rules, Otherwise) = (name, rules, otherwise);
        _id = new(() => Digest.Of(Encoding.UTF8.GetBytes(PolicyDocumentWriter.Write(this, indented: false))).ToString());
    }

    /// <summary>The policy's name.</summary>
    public string Name { get; }

    /// <summary>The rules, in the order given; the order means nothing.</summary>
    public IReadOnlyList<PolicyRule> Rules { get; }

    /// <summary>The rule for what no other rule is for: deny, unless the policy says otherwise.</summary>
    public PolicyRule Otherwise { get; }

    /// <summary>Names the policy by its content: <c>sha256:…</c> over its document.</summary>
    public string Id => _id.Value;

    /// <summary>A policy of one rule for every image.</summary>
    /// <exception cref="PolicyException">The rule has mistakes, or requires nothing.</exception>
    public static VerificationPolicy Require(Action<RuleBuilder> rule) => new VerificationPolicyBuilder("require").Otherwise(rule).Build();

    /// <summary>Reads a policy document.</summary>
    /// <param name="json">The document; docs/policy.schema.json describes it.</param>
    /// <param name="readKeyFile">
    /// Reads the PEM text of a key's <c>file</c>, relative to the document; throws <see cref="IOException"/> where it
    /// cannot. Without it each <c>file</c> is a mistake.
    /// </param>
    /// <exception cref="PolicyException">Every mistake in the document, with its JSON path.</exception>
    public static VerificationPolicy FromJson(string json, Func<string, string>? readKeyFile = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        return PolicyDocumentReader.Read(json, readKeyFile);
    }

    /// <summary>The same policy as a document: keys as PEM, no files.</summary>
    public string ToJson() => PolicyDocumentWriter.Write(this, indented: true);

    /// <summary>The one rule that applies to a name: the one with the most specific pattern, else <see cref="Otherwise"/>.</summary>
    /// <param name="name">Registry and repository; null for an image without a name, which no pattern matches.</param>
    public PolicyRule Select(string? name)
    {
        if (name is null)
            return Otherwise;
        return Rules
            .Where(rule => rule.IsFor(name))
            .MinBy(rule => rule.Images.Where(pattern => pattern.Matches(name)).Min(ImagePattern.BySpecificity), ImagePattern.BySpecificity!) ?? Otherwise;
    }

    /// <summary>Checks that the providers and instances at hand can enforce every rule.</summary>
    /// <exception cref="PolicyException">Some rule requires a signer that none can prove.</exception>
    public void EnsureEnforceable(IReadOnlyList<Signatures.ISignatureProvider> providers, IReadOnlyList<Signatures.TrustedInstance> instances)
    {
        ArgumentNullException.ThrowIfNull(providers);
        ArgumentNullException.ThrowIfNull(instances);
        var mistakes = new List<PolicyMistake>();
        foreach (var rule in Rules.Append(Otherwise))
        {
            rule.TryPlan(providers, instances, out var ofRule);
            mistakes.AddRange(ofRule);
        }

        if (mistakes.Count > 0)
            throw new PolicyException(mistakes);
    }
}
