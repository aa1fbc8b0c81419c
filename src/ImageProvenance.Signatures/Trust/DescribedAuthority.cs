namespace ImageProvenance.Signatures;

/// <summary>An authority as a trusted root writes it down, before anything of it is checked. Members that are absent are null or empty.</summary>
internal sealed record DescribedAuthority
{
    public string Uri { get; init; } = "";

    public List<byte[]> Certificates { get; init; } = [];

    public DescribedValidity? Validity { get; init; }

    public string? Operator { get; init; }
}
