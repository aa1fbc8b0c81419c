namespace ImageProvenance.Attestations;

/// <summary>A signature over an artifact itself. Immutable and thread-safe.</summary>
/// <param name="Signature">The signature, decoded; never empty.</param>
/// <param name="MessageDigest">The artifact's digest as the bundle claims it: a hint, never the input of a verification.</param>
/// <remarks>sigstore protobuf-specs, sigstore_common.proto, <c>MessageSignature</c>.</remarks>
public sealed record MessageSignature(ReadOnlyMemory<byte> Signature, MessageDigest MessageDigest);
