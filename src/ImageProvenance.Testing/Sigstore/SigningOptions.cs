using ImageProvenance.Attestations;

namespace ImageProvenance.Testing;

/// <summary>How a signature is written down. Immutable.</summary>
public sealed record SigningOptions
{
    /// <summary>The version of the bundle. Default: 0.3.</summary>
    public SigstoreBundleVersion BundleVersion { get; init; } = SigstoreBundleVersion.V03;

    /// <summary>Another media type than the usual one of the version, such as 0.3's first spelling.</summary>
    public string? MediaType { get; init; }

    /// <summary>The kind of log entry, in the logs that take it; null for what clients write today.</summary>
    public LogEntryKind? LogEntryKind { get; init; }

    /// <summary>The payload type of envelopes. Default: in-toto's.</summary>
    public string PayloadType { get; init; } = MediaTypes.InToto;

    internal static SigningOptions Default { get; } = new();
}
