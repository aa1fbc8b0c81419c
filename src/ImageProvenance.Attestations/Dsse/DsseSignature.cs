namespace ImageProvenance.Attestations;

/// <summary>One signature of a DSSE envelope. Immutable and thread-safe.</summary>
/// <param name="Signature">The signature, decoded. DSSE does not fix its encoding: DER for ECDSA is usual, raw r‖s occurs.</param>
/// <param name="KeyId">A hint of the signer's, which nothing authenticates; null where it is absent or empty.</param>
/// <remarks>DSSE 1.0.2, envelope.md.</remarks>
public sealed record DsseSignature(ReadOnlyMemory<byte> Signature, string? KeyId);
