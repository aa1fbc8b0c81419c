namespace ImageProvenance.Attestations;

/// <summary>
/// A piece of evidence that has been read: one signature, or one statement. Reading proves nothing; providers verify.
/// Immutable and thread-safe.
/// </summary>
public abstract class Evidence
{
    private protected Evidence(DiscoveredEvidence found, string format, int signature = 0)
    {
        ArgumentNullException.ThrowIfNull(found);
        (Found, Format, Id) = (found, format, new(found.CarrierDigest, found.LayerIndex, signature));
    }

    /// <summary>Which piece this is.</summary>
    public EvidenceId Id { get; }

    /// <summary>Where the piece was found, and its bytes.</summary>
    public DiscoveredEvidence Found { get; }

    /// <summary>The name of the format.</summary>
    public string Format { get; }
}
