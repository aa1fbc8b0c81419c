namespace ImageProvenance.Attestations;

/// <summary>
/// A statement without a signature of its own, as BuildKit attaches it: a claim. It is authenticated only where the
/// manifest that carries it is. Immutable and thread-safe.
/// </summary>
public sealed class UnsignedStatement : Evidence
{
    internal UnsignedStatement(DiscoveredEvidence found, InTotoStatement statement)
        : base(found, EvidenceFormats.BuildKit) => Statement = statement;

    /// <summary>The statement.</summary>
    public InTotoStatement Statement { get; }
}
