using ImageProvenance.Attestations;
using ImageProvenance.Signatures;

namespace ImageProvenance.Policies;

/// <summary>Collects what the requirements of a rule need into one plan. A local of <see cref="PolicyRule.Plan"/>.</summary>
internal sealed class PlanBuilder(IReadOnlyList<ISignatureProvider> providers)
{
    private readonly List<PublicKey> _keys = [];
    private readonly List<string> _mediaTypes = [];
    private EvidenceNodes _nodes;
    private bool _consistency;

    /// <summary>The kinds of signers that no provider at hand can prove.</summary>
    public List<string> Unenforceable { get; } = [];

    public void Trust(IEnumerable<PublicKey> keys) => _keys.AddRange(keys);

    public void SeekSignedEvidence(string signerKind)
    {
        var able = providers.Where(provider => provider.SignerKinds.Contains(signerKind)).ToList();
        if (able.Count == 0)
            Unenforceable.Add(signerKind);
        _nodes |= EvidenceNodes.Judged;
        _mediaTypes.AddRange(able.SelectMany(provider => provider.MediaTypes));
    }

    public void SeekConsistentProvenance() => _consistency = true;

    public VerificationPlan Build() => new(
        new DiscoveryPlan
        {
            Nodes = _nodes,
            MediaTypes = [.. _mediaTypes.Distinct()],
            IndexStatements = _consistency,
            StatementTypes = PredicateTypes.Expand(Predicates.SlsaProvenance),
            PlatformConfigs = _consistency,
        },
        new TrustPlan(_keys));
}
