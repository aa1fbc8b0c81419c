namespace ImageProvenance.Signatures;

/// <summary>
/// The keys and certificates of one Sigstore instance: its logs, its certificate authorities, its timestamp authorities.
/// Keys are imported and chains proven when it is read, once. Immutable and thread-safe; make it once and keep it.
/// </summary>
/// <remarks>sigstore protobuf-specs, sigstore_trustroot.proto, <c>TrustedRoot</c>, v0.1 and v0.2.</remarks>
public sealed class TrustedRoot
{
    /// <summary>The most bytes of a root: 4 MiB.</summary>
    public const int MaxBytes = 4 << 20;

    private const int MaxDepth = 32;

    private static readonly Lazy<TrustedRoot> PublicGoodOnce = new(() => Parse(PublicGoodRoot.Read()));

    internal TrustedRoot()
    {
    }

    /// <summary>The root of Sigstore's public instance that is part of this library, as of <see cref="PublicGoodRoot.Date"/>.</summary>
    public static TrustedRoot PublicGood => PublicGoodOnce.Value;

    /// <summary>Names the root by its content: <c>sha256:…</c> over the document.</summary>
    public required Digest Id { get; init; }

    /// <summary>The media type, as written.</summary>
    public required string MediaType { get; init; }

    /// <summary>The logs of signatures (Rekor).</summary>
    public required IReadOnlyList<TransparencyLog> TransparencyLogs { get; init; }

    /// <summary>The logs of certificates (CT).</summary>
    public required IReadOnlyList<TransparencyLog> CertificateTransparencyLogs { get; init; }

    /// <summary>The authorities that issue signers' certificates.</summary>
    public required IReadOnlyList<CertificateAuthority> CertificateAuthorities { get; init; }

    /// <summary>The authorities that issue timestamps.</summary>
    public required IReadOnlyList<TimestampAuthority> TimestampAuthorities { get; init; }

    /// <summary>The logs that were left out, since nothing here can verify with their keys (<c>unusable-log</c>), each with the reason. What they signed proves nothing.</summary>
    public IReadOnlyList<Failure> Unusable { get; internal init; } = [];

    /// <summary>Whether the root lists logs of signatures, usable or not: a profile that asks for an entry must not be weaker where they are not.</summary>
    internal bool HasTransparencyLogs { get => field || TransparencyLogs.Count > 0; init; }

    /// <summary>Whether the root lists certificate logs, usable or not; see <see cref="HasTransparencyLogs"/>.</summary>
    internal bool HasCertificateTransparencyLogs { get => field || CertificateTransparencyLogs.Count > 0; init; }

    /// <summary>Reads a root: 4 MiB at most.</summary>
    /// <param name="utf8">The document, as received: trusted_root.json.</param>
    /// <exception cref="MalformedContentException">
    /// <c>malformed-json</c>, <c>too-many</c>, <c>too-large</c>, or <c>invalid-trusted-root</c>: of another version, a log without the start of
    /// its validity, a key that is none, a chain that is none.
    /// </exception>
    public static TrustedRoot Parse(ReadOnlyMemory<byte> utf8)
    {
        if (utf8.Length > MaxBytes)
            throw new MalformedContentException("too-large", "The trusted root is larger than is read.", $"at most {MaxBytes} bytes", $"{utf8.Length} bytes");
        var id = Digest.Of(utf8.Span);
        return StrictJsonReader.Parse(utf8, "trusted root", (ref StrictJsonReader json) => TrustedRootJson.Read(ref json, id), MaxDepth);
    }

    /// <summary>Finds a log of signatures by its id; null where the root has none of it.</summary>
    internal TransparencyLog? FindLog(ReadOnlySpan<byte> logId) => Find(TransparencyLogs, logId);

    /// <summary>Finds a certificate log by its id; null where the root has none of it.</summary>
    internal TransparencyLog? FindCertificateLog(ReadOnlySpan<byte> logId) => Find(CertificateTransparencyLogs, logId);

    // A root has a handful of logs: comparing them is faster than hashing, and allocates nothing.
    private static TransparencyLog? Find(IReadOnlyList<TransparencyLog> logs, ReadOnlySpan<byte> logId)
    {
        for (int i = 0; i < logs.Count; i++)
            if (logs[i].LogId.Span.SequenceEqual(logId))
                return logs[i];
        return null;
    }
}
