using ImageProvenance.Signatures;

namespace ImageProvenance.Testing;

/// <summary>
/// A whole Sigstore instance in memory, for tests: a certificate authority, certificate logs, signature logs and timestamp
/// authorities, which name and vouch for whomever you like. What it makes is what the real services and their clients
/// make, so the real verifiers take it; its keys are made with it and are in no trusted root but its own. Each part can be
/// told to misbehave once, in one way, through the properties that begin with <c>Next</c>. It has no network and no
/// time but that of the clock it is given. Signing is thread-safe.
/// </summary>
/// <remarks>
/// sigstore architecture-docs, client-spec.md; fulcio, docs/certificate-specification.md; RFC 6962; rekor and rekor-tiles;
/// RFC 3161; C2SP, tlog-checkpoint.md; cosign, specs/.
/// </remarks>
public sealed class VirtualSigstore : IDisposable
{
    private static readonly TimeSpan Age = TimeSpan.FromDays(365);

    private readonly Lock _lock = new();
    private readonly TimeProvider _clock;
    private readonly DateTimeOffset _start;
    private readonly Lazy<VirtualSigstore> _stranger;
    private readonly Lazy<TrustedRoot> _trustedRoot;

    /// <summary>Creates an instance, with new keys.</summary>
    /// <param name="clock">The time at which everything happens; it is cut to whole seconds.</param>
    /// <param name="options">What the instance is made of; null for the defaults.</param>
    public VirtualSigstore(TimeProvider clock, VirtualSigstoreOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(clock);
        (_clock, Options) = (clock, options ?? new());
        _start = Now - Age;
        Parts = new(Options, _start);
        var strange = Options with { Name = $"stranger.{Options.Name}", Logs = [RekorVersion.V1, RekorVersion.V2], CertificateLogs = 1, TimestampAuthorities = 1 };
        _stranger = new(() => new(clock, strange));
        TrustedRootJson = WriteTrustedRoot(TrustedRootOptions.Default);
        _trustedRoot = new(() => TrustedRoot.Parse(TrustedRootJson));
        (NextCertificate, NextSct, NextLogEntry, NextTimestamp) = (new(this), new(this), new(this), new(this));
    }

    /// <summary>What the instance is made of.</summary>
    public VirtualSigstoreOptions Options { get; }

    /// <summary>The trusted root of the instance, <c>trusted_root.json</c>.</summary>
    public ReadOnlyMemory<byte> TrustedRootJson { get; }

    /// <summary>The trusted root of the instance, read.</summary>
    public TrustedRoot TrustedRoot => _trustedRoot.Value;

    /// <summary>The instance as policies trust it, with the profile that its root implies.</summary>
    public TrustedInstance Instance => new(Options.Name, TrustedRoot);

    /// <summary>What will be wrong with the next certificate.</summary>
    public NextCertificate NextCertificate { get; }

    /// <summary>What will be wrong with the next signed certificate timestamp.</summary>
    public NextSct NextSct { get; }

    /// <summary>What will be wrong with the next signature.</summary>
    public NextSignature NextSignature { get; } = new();

    /// <summary>What will be wrong with the next log entry.</summary>
    public NextLogEntry NextLogEntry { get; }

    /// <summary>What will be wrong with the next signed entry timestamp.</summary>
    public NextPromise NextPromise { get; } = new();

    /// <summary>What will be wrong with the next inclusion proof.</summary>
    public NextProof NextProof { get; } = new();

    /// <summary>What will be wrong with the next checkpoint.</summary>
    public NextCheckpoint NextCheckpoint { get; } = new();

    /// <summary>What will be wrong with the next timestamp.</summary>
    public NextTimestamp NextTimestamp { get; }

    /// <summary>Another instance, which nobody trusts.</summary>
    internal VirtualSigstore Stranger => _stranger.Value;

    internal VirtualSigstoreParts Parts { get; }

    private DateTimeOffset Now => DateTimeOffset.FromUnixTimeSeconds(_clock.GetUtcNow().ToUnixTimeSeconds());

    /// <summary>Writes a trusted root that says something else about the instance than <see cref="TrustedRootJson"/>.</summary>
    public byte[] WriteTrustedRoot(TrustedRootOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        lock (_lock)
            return new TrustedRootWriter(Parts, Options.Name, _start, options).Write();
    }

    /// <summary>Signs an artifact.</summary>
    /// <param name="artifact">The artifact.</param>
    /// <param name="signer">Who signs: a <see cref="TestIdentity"/> or a <see cref="TestKey"/>.</param>
    /// <param name="options">How it is written down; null for the defaults.</param>
    /// <returns>A Sigstore bundle with a message signature, JSON in UTF-8.</returns>
    public byte[] SignArtifact(ReadOnlyMemory<byte> artifact, TestSigner signer, SigningOptions? options = null) =>
        Sign(signer, options, signing => BundleWriter.Write(signing.SignMessage(artifact), signing.Options));

    /// <summary>Signs a statement.</summary>
    /// <param name="statement">The payload, usually an in-toto statement; it is not read.</param>
    /// <param name="signer">Who signs: a <see cref="TestIdentity"/> or a <see cref="TestKey"/>.</param>
    /// <param name="options">How it is written down; null for the defaults.</param>
    /// <returns>A Sigstore bundle with an envelope, JSON in UTF-8.</returns>
    public byte[] SignStatement(ReadOnlyMemory<byte> statement, TestSigner signer, SigningOptions? options = null) =>
        Sign(signer, options, signing => BundleWriter.Write(signing.SignEnvelope(statement), signing.Options));

    /// <summary>Signs a simple signing payload as cosign 1 and 2 do.</summary>
    /// <param name="payload">The payload, such as <see cref="CosignArtifacts.SimpleSigningPayload"/>.</param>
    /// <param name="signer">Who signs: a <see cref="TestIdentity"/> or a <see cref="TestKey"/>.</param>
    /// <param name="options">How it is written down; null for the defaults.</param>
    /// <returns>The layer of a <c>.sig</c> manifest: what vouches for the signature is in its annotations.</returns>
    public TestContent SignPayload(ReadOnlyMemory<byte> payload, TestSigner signer, SigningOptions? options = null) =>
        Sign(signer, options, signing => CosignLayers.Signature(payload, signing.SignMessage(payload)));

    /// <summary>Signs a statement as cosign 1 and 2 do.</summary>
    /// <param name="statement">The payload, such as <see cref="CosignArtifacts.Statement"/>.</param>
    /// <param name="predicateType">The predicate type that an annotation repeats.</param>
    /// <param name="signer">Who signs: a <see cref="TestIdentity"/> or a <see cref="TestKey"/>.</param>
    /// <param name="options">How it is written down; null for the defaults.</param>
    /// <returns>The layer of an <c>.att</c> manifest: an envelope, and what vouches for it in annotations.</returns>
    public TestContent SignAttestation(ReadOnlyMemory<byte> statement, string predicateType, TestSigner signer, SigningOptions? options = null) =>
        Sign(signer, options, signing => CosignLayers.Attestation(predicateType, signing.SignEnvelope(statement, isLayer: true)));

    /// <summary>Forgets all keys.</summary>
    public void Dispose()
    {
        Parts.Dispose();
        if (_stranger.IsValueCreated)
            _stranger.Value.Dispose();
    }

    private T Sign<T>(TestSigner signer, SigningOptions? options, Func<Signing, T> sign)
    {
        ArgumentNullException.ThrowIfNull(signer);
        lock (_lock)
        {
            using var signing = new Signing(this, signer, Now, options ?? SigningOptions.Default);
            return sign(signing);
        }
    }
}
