namespace ImageProvenance.Signatures;

/// <summary>A log that a trusted root knows: of signatures (Rekor) or of certificates (CT). Immutable and thread-safe.</summary>
/// <remarks>sigstore protobuf-specs, sigstore_trustroot.proto, <c>TransparencyLogInstance</c>.</remarks>
public sealed class TransparencyLog
{
    internal TransparencyLog()
    {
    }

    /// <summary>Where the log is, as the root has it; it is never contacted.</summary>
    public required string BaseUrl { get; init; }

    /// <summary>The host of <see cref="BaseUrl"/>, with the port where one is written: the name that the log signs checkpoints with.</summary>
    public required string Name { get; init; }

    /// <summary>The id that entries and SCTs name the log by, usually 32 bytes.</summary>
    public required ReadOnlyMemory<byte> LogId { get; init; }

    /// <summary>The first bytes of a line in a checkpoint that this log signed, where the root states them; null to derive them from key and name.</summary>
    public ReadOnlyMemory<byte>? CheckpointKeyId { get; internal init; }

    /// <summary>The log's key.</summary>
    public required PublicKey Key { get; init; }

    /// <summary>When the key was or is in use.</summary>
    public required ValidityPeriod Validity { get; init; }

    /// <summary>Who runs the log; null where the root does not say.</summary>
    public string? Operator { get; internal init; }

    /// <summary>What thresholds count: the operator where the root states one, else the log by its key: one key is one log, whatever id a root gives it.</summary>
    public string CountedAs => Operator ?? Key.Id;

    /// <inheritdoc />
    public override string ToString() => BaseUrl;
}
