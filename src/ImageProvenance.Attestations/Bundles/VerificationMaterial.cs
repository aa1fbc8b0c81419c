namespace ImageProvenance.Attestations;

/// <summary>The verification material of a bundle while it is read.</summary>
internal sealed record VerificationMaterial(
    KeyMaterial Key,
    IReadOnlyList<TransparencyLogEntry> TlogEntries,
    IReadOnlyList<ReadOnlyMemory<byte>> Timestamps,
    bool IsSingleCertificate);
