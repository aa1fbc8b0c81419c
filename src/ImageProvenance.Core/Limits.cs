using System.Numerics;
using System.Runtime.CompilerServices;

namespace ImageProvenance;

/// <summary>
/// Every size, count, depth and time that a remote side controls, in one place. Each is checked before anything
/// is allocated for it. Immutable and thread-safe; change one with <c>with</c>.
/// </summary>
/// <exception cref="ArgumentOutOfRangeException">A limit that is set to zero, less, or more than could be kept.</exception>
public sealed record Limits
{
    private readonly TimeSpan? _requestTimeout;

    /// <summary>The defaults, as documented on each member.</summary>
    public static Limits Default { get; } = new();

    /// <summary>Bytes of an image manifest or index. Default: 4 MiB, as the distribution specification asks of registries.</summary>
    public int ManifestBytes { get; init => field = BodyBytes(value); } = 4 << 20;

    /// <summary>Bytes of an image configuration. Default: 4 MiB.</summary>
    public int ConfigBytes { get; init => field = BodyBytes(value); } = 4 << 20;

    /// <summary>Bytes of a signature payload, a DSSE envelope or a Sigstore bundle. Default: 16 MiB.</summary>
    public int SignatureBytes { get; init => field = BodyBytes(value); } = 16 << 20;

    /// <summary>Bytes of an unsigned in-toto statement. Default: 40 MiB, BuildKit's own bound for an attestation.</summary>
    public int StatementBytes { get; init => field = BodyBytes(value); } = 40 << 20;

    /// <summary>Bytes of an answer of a token server. Default: 64 KiB.</summary>
    public int TokenBytes { get; init => field = BodyBytes(value); } = 64 << 10;

    /// <summary>Bytes read of an error answer. Default: 64 KiB.</summary>
    public int ErrorBytes { get; init => field = BodyBytes(value); } = 64 << 10;

    /// <summary>Referrers read of one list, over all of its pages: of one subject, in one place. Default: 256.</summary>
    public int Referrers { get; init => field = Positive(value); } = 256;

    /// <summary>Pages read of one list of referrers. Default: 16.</summary>
    public int Pages { get; init => field = Positive(value); } = 16;

    /// <summary>How far evidence of evidence is followed: 1 is what is attached to the image, 2 also what is attached to the manifests that attest it. Default: 2.</summary>
    public int EvidenceDepth { get; init => field = Positive(value); } = 2;

    /// <summary>Indexes read within one another on the way to a platform. Default: 8.</summary>
    public int IndexDepth { get; init => field = Positive(value); } = 8;

    /// <summary>Layers read of one manifest that carries evidence. Default: 1,000, as cosign has it.</summary>
    public int EvidenceLayers { get; init => field = Positive(value); } = 1000;

    /// <summary>Pieces of evidence (layers of manifests that carry it) looked at for one verification: each may cost a signature. Default: 4,000.</summary>
    public int EvidencePieces { get; init => field = Positive(value); } = 4000;

    /// <summary>Bytes of evidence opened for one verification, each layer counted, also where many name one blob. Default: 64 MiB.</summary>
    public long EvidenceBytes { get; init => field = Positive(value); } = 64L << 20;

    /// <summary>
    /// Platforms of an index that are judged; an index with more is refused where a requirement is about platforms. Of
    /// its attestation manifests as many are asked for evidence of their own, and the rest is unread. Default: 100.
    /// </summary>
    public int Platforms { get; init => field = Positive(value); } = 100;

    /// <summary>
    /// Manifests that a layout's <c>index.json</c> lists, which is refused with more; and blobs that are searched for
    /// evidence, the rest of which is unread. Default: 10,000.
    /// </summary>
    public int LayoutManifests { get; init => field = Positive(value); } = 10_000;

    /// <summary>Entries of an archive. Default: 100,000.</summary>
    public int ArchiveEntries { get; init => field = Positive(value); } = 100_000;

    /// <summary>Bytes fetched for one verification, all together. Default: 256 MiB.</summary>
    public long TotalBytes { get; init => field = Positive(value); } = 256L << 20;

    /// <summary>
    /// Bytes of manifests, indexes and lists read for one verification, from a cache too: read, they take many times
    /// their bytes. Default: 32 MiB.
    /// </summary>
    public long TotalManifestBytes { get; init => field = Positive(value); } = 32L << 20;

    /// <summary>Requests made for one verification, all together. Default: 1,000.</summary>
    public int TotalRequests { get; init => field = Positive(value); } = 1000;

    /// <summary>Requests of one verification in flight at once, at each place that it reads. Default: 8.</summary>
    public int ParallelRequests { get; init => field = Positive(value); } = 8;

    /// <summary>Time for one verification, bodies included; a day at most. Default: 30 s.</summary>
    public TimeSpan Timeout { get; init => field = Time(value); } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Time for one attempt at fetching something: redirects, a token and the body included. Default: a third of
    /// <see cref="Timeout"/>, so that what is stuck gets a second chance.
    /// </summary>
    public TimeSpan RequestTimeout { get => _requestTimeout ?? Timeout / 3; init => _requestTimeout = Time(value); }

    private static T Positive<T>(T value, [CallerMemberName] string name = "")
        where T : INumber<T> =>
        T.IsPositive(value) && !T.IsZero(value) ? value : throw Nonsense(name, value, "more than zero");

    // A body is held in memory, in one array.
    private static int BodyBytes(int value, [CallerMemberName] string name = "") =>
        value is > 0 and <= 1 << 30 ? value : throw Nonsense(name, value, "from one byte to 1 GiB");

    private static TimeSpan Time(TimeSpan value, [CallerMemberName] string name = "") =>
        value > TimeSpan.Zero && value <= TimeSpan.FromDays(1) ? value : throw Nonsense(name, value, "more than zero and at most a day");

    private static ArgumentOutOfRangeException Nonsense(string name, object value, string expected) =>
        new(name, value, $"The limit {name} must be {expected}.");
}
