using ImageProvenance.Attestations;

namespace ImageProvenance.Signatures;

/// <summary>How a signature travels: what it may lean on differs.</summary>
internal enum PieceCarrier
{
    /// <summary>Not said; the value of <c>default</c>.</summary>
    Unknown = 0,

    /// <summary>A Sigstore bundle.</summary>
    Bundle,

    /// <summary>cosign's annotations of a layer.</summary>
    Annotations,
}

/// <summary>
/// One signature with all that may vouch for it, whatever format carried it. Nothing of it is verified. Immutable, and
/// thread-safe but for the hashes of its message, which are the same whoever computes them.
/// </summary>
internal sealed record SignedPiece
{
    /// <summary>The piece of evidence; null for a bundle that was handed over on its own.</summary>
    public EvidenceId? Id { get; init; }

    /// <summary>What carried it.</summary>
    public required PieceCarrier Carrier { get; init; }

    /// <summary>What the signature covers: the artifact, the payload, or an envelope's pre-authentication encoding.</summary>
    public required SignedMessage Message { get; init; }

    /// <summary>The signature.</summary>
    public required ReadOnlyMemory<byte> Signature { get; init; }

    /// <summary>The signer's certificate; null where a key signed.</summary>
    public Certificate? Certificate { get; init; }

    /// <summary>The trusted key that signed, once it is found; null where a certificate did.</summary>
    public PublicKey? Key { get; init; }

    /// <summary>The envelope; null for a signature over an artifact or a payload.</summary>
    public DsseEnvelope? Envelope { get; init; }

    /// <summary>Which of the envelope's signatures this is.</summary>
    public DsseSignature? EnvelopeSignature { get; init; }

    /// <summary>The statement in the envelope.</summary>
    public InTotoStatement? Statement { get; init; }

    /// <summary>The digest that a simple signing payload names; null for other pieces.</summary>
    public Digest? PayloadDigest { get; init; }

    /// <summary>The SHA-256 of the layer that is the envelope, where annotations carry the rest; null otherwise.</summary>
    public Digest? LayerDigest { get; init; }

    /// <summary>The digest that a bundle claims of its message; null where it claims none.</summary>
    public MessageDigest? ClaimedDigest { get; init; }

    /// <summary>The log entries.</summary>
    public IReadOnlyList<TransparencyLogEntry> LogEntries { get; init; } = [];

    /// <summary>The timestamps, each a DER <c>TimeStampResp</c>.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Timestamps { get; init; } = [];

    /// <summary>What was beside the signature and could not be read: it vouches for nothing.</summary>
    public IReadOnlyList<Failure> Unreadable { get; init; } = [];

    /// <summary>The signer's key, an encoded SubjectPublicKeyInfo.</summary>
    public ReadOnlyMemory<byte> SubjectPublicKeyInfo => Certificate?.SubjectPublicKeyInfo ?? Key!.SubjectPublicKeyInfo;

    /// <summary>Whether the signer says "I sign this", or something else about it.</summary>
    public SignedContent Content => Statement is null || Statement.PredicateType == PredicateTypes.CosignSign ? SignedContent.Signature : SignedContent.Attestation;
}
