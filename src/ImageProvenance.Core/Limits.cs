namespace ImageProvenance;

/// <summary>
/// Every size, count, depth and time that a remote side controls, in one place. Each is checked before anything
/// is allocated for it. Immutable and thread-safe; change one with <c>with</c>.
/// </summary>
public sealed record Limits
{
    /// <summary>The defaults, as documented on each member.</summary>
    public static Limits Default { get; } = new();

    /// <summary>Bytes of an image manifest or index. Default: 4 MiB, as the distribution specification asks of registries.</summary>
    public int ManifestBytes { get; init; } = 4 << 20;

    /// <summary>Bytes of an image configuration. Default: 4 MiB.</summary>
    public int ConfigBytes { get; init; } = 4 << 20;

    /// <summary>Bytes of a signature payload, a DSSE envelope or a Sigstore bundle. Default: 16 MiB.</summary>
    public int SignatureBytes { get; init; } = 16 << 20;

    /// <summary>Bytes of an unsigned in-toto statement. Default: 40 MiB, BuildKit's own bound for an attestation.</summary>
    public int StatementBytes { get; init; } = 40 << 20;

    /// <summary>Bytes of an answer of a token server. Default: 64 KiB.</summary>
    public int TokenBytes { get; init; } = 64 << 10;

    /// <summary>Bytes read of an error answer. Default: 64 KiB.</summary>
    public int ErrorBytes { get; init; } = 64 << 10;

    /// <summary>Referrers read of one subject, over all pages and places. Default: 256.</summary>
    public int Referrers { get; init; } = 256;

    /// <summary>Pages read of one list of referrers. Default: 16.</summary>
    public int Pages { get; init; } = 16;

    /// <summary>How far evidence of evidence is followed: 1 is what is attached to the image, 2 also what is attached to the manifests that attest it. Default: 2.</summary>
    public int EvidenceDepth { get; init; } = 2;

    /// <summary>Indexes read within one another on the way to a platform. Default: 8.</summary>
    public int IndexDepth { get; init; } = 8;

    /// <summary>Layers read of one manifest that carries evidence. Default: 1,000, as cosign has it.</summary>
    public int EvidenceLayers { get; init; } = 1000;

    /// <summary>Bytes of evidence opened for one verification, each layer counted, also where many name one blob. Default: 64 MiB.</summary>
    public long EvidenceBytes { get; init; } = 64L << 20;

    /// <summary>Platforms of an index that are judged; an index with more is refused where a requirement is about platforms. Default: 100.</summary>
    public int Platforms { get; init; } = 100;

    /// <summary>Manifests that a layout's <c>index.json</c> or <c>blobs/</c> is searched through. Default: 10,000.</summary>
    public int LayoutManifests { get; init; } = 10_000;

    /// <summary>Entries of an archive. Default: 100,000.</summary>
    public int ArchiveEntries { get; init; } = 100_000;

    /// <summary>Bytes fetched for one verification, all together. Default: 256 MiB.</summary>
    public long TotalBytes { get; init; } = 256L << 20;

    /// <summary>Requests made for one verification, all together. Default: 1,000.</summary>
    public int TotalRequests { get; init; } = 1000;

    /// <summary>Requests of one verification in flight at once. Default: 8.</summary>
    public int ParallelRequests { get; init; } = 8;

    /// <summary>Time for one verification, bodies included. Default: 30 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);
}
