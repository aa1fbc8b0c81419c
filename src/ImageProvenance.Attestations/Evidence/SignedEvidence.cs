namespace ImageProvenance.Attestations;

/// <summary>A piece of evidence that carries a signature, or may do so: what providers are asked to verify. Immutable and thread-safe.</summary>
public abstract class SignedEvidence : Evidence
{
    /// <summary>Creates a piece; see <see cref="Evidence(DiscoveredEvidence, string, int)"/>.</summary>
    /// <param name="found">Where the piece was found, and its bytes.</param>
    /// <param name="format">The name of its format.</param>
    /// <param name="signature">The index of the signature within the layer.</param>
    protected SignedEvidence(DiscoveredEvidence found, string format, int signature = 0)
        : base(found, format, signature)
    {
    }
}
