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
    private bool _withoutLog;
    private bool _withoutSct;
    private bool _allowRekorDsse002;

    /// <summary>The kinds of signers that no provider at hand can prove.</summary>
    public List<string> Unenforceable { get; } = [];

    public void Trust(IEnumerable<PublicKey> keys) => _keys.AddRange(keys);

    /// <summary>Whether some requirement is about a certificate.</summary>
    public bool AcceptsCertificates { get; private set; }

    public void AcceptCertificates(SignerThresholds thresholds)
    {
        AcceptsCertificates = true;
        _withoutLog |= thresholds.WithoutLog;
        _withoutSct |= thresholds.WithoutSct;
    }

    public void AllowRekorDsse002() => _allowRekorDsse002 = true;

    public void SeekSignedEvidence(string signerKind)
    {
        var able = providers.Where(provider => provider.SignerKinds.Contains(signerKind)).ToList();
        if (able.Count == 0)
            Unenforceable.Add(signerKind);
        _nodes |= EvidenceNodes.Judged;
        _mediaTypes.AddRange(able.SelectMany(provider => provider.MediaTypes));
    }

    public void SeekConsistentProvenance() => _consistency = true;

    public VerificationPlan Build(IReadOnlyList<TrustedInstance> instances) => new(
        new DiscoveryPlan
        {
            Nodes = _nodes,
            MediaTypes = [.. _mediaTypes.Distinct()],
            IndexStatements = _consistency,
            StatementTypes = PredicateTypes.Expand(Predicates.SlsaProvenance),
            PlatformConfigs = _consistency,
        },
        new TrustPlan(_keys, instances.Select(Lowered), AcceptsCertificates));

    // As low as any requirement needs, so that what it wants can be proven; each requirement then asks for its own. Never
    // higher: what proves too little is shown for what it is.
    private TrustedInstance Lowered(TrustedInstance instance)
    {
        var lowered = instance.Profile with
        {
            LogEntries = _withoutLog ? 0 : instance.Profile.LogEntries,
            SignedCertificateTimestamps = _withoutSct ? 0 : instance.Profile.SignedCertificateTimestamps,
            AllowRekorDsse002 = instance.Profile.AllowRekorDsse002 || _allowRekorDsse002,
        };
        return lowered == instance.Profile ? instance : instance.LoweredTo(lowered);
    }
}
