namespace ImageProvenance.Attestations;

/// <summary>A piece of evidence that carries a signature, or may do so: what providers are asked to verify. Immutable and thread-safe.</summary>
public abstract class SignedEvidence : Evidence
{
    private protected SignedEvidence(DiscoveredEvidence found, string format, int signature = 0)
        : base(found, format, signature)
    {
    }
}
