using ImageProvenance.Signatures;

namespace ImageProvenance.Policies;

/// <summary>Who has to have signed. Immutable and thread-safe.</summary>
public abstract class SignerRequirement
{
    private protected SignerRequirement()
    {
    }

    /// <summary>The kind of signer, as <see cref="Signer.Kind"/> has it: some provider must be able to prove it.</summary>
    public abstract string Kind { get; }

    /// <summary>Who is asked for, for a person.</summary>
    public abstract string Describe();

    /// <summary>Whether a proven signer is one of those asked for.</summary>
    public abstract bool Accepts(Signer signer);

    internal abstract void Contribute(PlanBuilder plan);
}

/// <summary>Any of several public keys.</summary>
public sealed class KeySignerRequirement : SignerRequirement
{
    internal KeySignerRequirement(IReadOnlyList<PublicKey> keys) => Keys = keys;

    /// <summary>The keys, at least one.</summary>
    public IReadOnlyList<PublicKey> Keys { get; }

    /// <inheritdoc />
    public override string Kind => Signer.Key;

    /// <inheritdoc />
    public override string Describe() => (Keys.Count == 1 ? "key " : "any of the keys ") + string.Join(", ", Keys.Select(key => key.Id));

    /// <inheritdoc />
    public override bool Accepts(Signer signer)
    {
        ArgumentNullException.ThrowIfNull(signer);
        return signer.Kind == Kind && Keys.Any(key => key.Id == signer.Id && MayBeUsedWith(key, signer.Algorithm));
    }

    // The plan of a rule joins what all of its requirements trust: another may trust the same key with other algorithms.
    private static bool MayBeUsedWith(PublicKey key, string? algorithms) => algorithms is null
        ? key.NamedAlgorithm is null
        : algorithms.Split('|').All(key.Algorithm.Split('|').Contains);

    internal override void Contribute(PlanBuilder plan) => plan.Trust(Keys);
}

/// <summary>A signer of a kind that a provider of the host's own proves.</summary>
public sealed class OtherSignerRequirement : SignerRequirement
{
    private readonly string _kind;

    internal OtherSignerRequirement(string kind, string identity) => (_kind, Identity) = (kind, identity);

    /// <summary>Which signer of that kind, compared exactly.</summary>
    public string Identity { get; }

    /// <inheritdoc />
    public override string Kind => _kind;

    /// <inheritdoc />
    public override string Describe() => $"{Kind} {Identity}";

    /// <inheritdoc />
    public override bool Accepts(Signer signer)
    {
        ArgumentNullException.ThrowIfNull(signer);
        return signer.Kind == Kind && signer.Id == Identity;
    }

    internal override void Contribute(PlanBuilder plan)
    {
    }
}
