using ImageProvenance.Signatures;

namespace ImageProvenance.Policies;

/// <summary>Any of several public keys.</summary>
public sealed class KeySignerRequirement : SignerRequirement
{
    internal KeySignerRequirement(IReadOnlyList<PublicKey> keys, SignerThresholds thresholds)
        : base(thresholds) => Keys = keys;

    /// <summary>The keys, at least one.</summary>
    public IReadOnlyList<PublicKey> Keys { get; }

    /// <inheritdoc />
    public override string Kind => Signer.Key;

    internal override string Member => "keys";

    internal override void Check(string path, List<PolicyMistake> mistakes)
    {
        Thresholds.Check(path, mistakes);
        Thresholds.CheckWithoutInstance(path, mistakes);
    }

    internal override void Contribute(PlanBuilder plan)
    {
        base.Contribute(plan);
        plan.Trust(Keys);
    }

    private protected override string DescribeSigner() => (Keys.Count == 1 ? "key " : "any of the keys ") + string.Join(", ", Keys.Select(key => key.Id));

    private protected override Failure? RefuseSigner(Signer signer) =>
        signer.Kind == Kind && Keys.Any(key => key.Id == signer.Id && MayBeUsedWith(key, signer.Algorithm)) ? null : Mismatch(signer);

    // The plan of a rule joins what all of its requirements trust: another may trust the same key with other algorithms.
    private static bool MayBeUsedWith(PublicKey key, string? algorithms) => algorithms is null
        ? key.NamedAlgorithm is null
        : algorithms.Split('|').All(key.Algorithm.Split('|').Contains);
}
