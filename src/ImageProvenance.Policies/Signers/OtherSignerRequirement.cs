using ImageProvenance.Signatures;

namespace ImageProvenance.Policies;

/// <summary>A signer of a kind that a provider of the host's own proves.</summary>
public sealed class OtherSignerRequirement : SignerRequirement
{
    private readonly string _kind;

    internal OtherSignerRequirement(string kind, string identity, SignerThresholds thresholds)
        : base(thresholds) => (_kind, Identity) = (kind, identity);

    /// <summary>Which signer of that kind, compared exactly.</summary>
    public string Identity { get; }

    /// <inheritdoc />
    public override string Kind => _kind;

    internal override string Member => "other";

    internal override void Check(string path, List<PolicyMistake> mistakes)
    {
        if (string.IsNullOrWhiteSpace(Kind) || string.IsNullOrWhiteSpace(Identity))
            mistakes.Add(new(path, "kind and identity of the signer must not be empty."));
        else if (Kind == Signer.Key)
            mistakes.Add(new(path, "a signer known by a key is stated by the key itself: an id alone cannot verify anything."));
        else if (Kind == Signer.Keyless)
            mistakes.Add(new(path, "a keyless signer is stated by issuer and identity: a name alone says nothing of who vouched for it."));
        Thresholds.Check($"{path}.{Member}", mistakes);
        Thresholds.CheckWithoutInstance($"{path}.{Member}", mistakes);
    }

    private protected override string DescribeSigner() => $"{Kind} {Identity}";

    private protected override Failure? RefuseSigner(Signer signer) => signer.Kind == Kind && signer.Id == Identity ? null : Mismatch(signer);
}
