namespace ImageProvenance;

/// <summary>An image was not allowed, and <see cref="ProvenanceReport.EnsureAllowed"/> was called. The message is the explained verdict.</summary>
public sealed class ImageNotTrustedException : Exception
{
    /// <summary>Creates the exception from the report.</summary>
    public ImageNotTrustedException(ProvenanceReport report)
        : base(report?.Explain()) => Report = report ?? throw new ArgumentNullException(nameof(report));

    /// <summary>The whole verdict.</summary>
    public ProvenanceReport Report { get; }
}
