namespace ImageProvenance.Signatures;

/// <summary>A log as a trusted root writes it down, before anything of it is checked. Members that are absent are null or empty.</summary>
internal sealed record DescribedLog
{
    public string BaseUrl { get; init; } = "";

    public ProtobufEnum HashAlgorithm { get; init; }

    public DescribedLogKey? Key { get; init; }

    public byte[] LogId { get; init; } = [];

    public byte[] CheckpointKeyId { get; init; } = [];

    public string? Operator { get; init; }
}

/// <summary>A log's key as a trusted root writes it down.</summary>
internal sealed record DescribedLogKey(byte[] RawBytes, ProtobufEnum Details, DescribedValidity? Validity);
