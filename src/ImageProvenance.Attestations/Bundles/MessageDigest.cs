namespace ImageProvenance.Attestations;

/// <summary>The digest of a message as a bundle claims it. Immutable and thread-safe.</summary>
/// <param name="Algorithm">The algorithm; never <see cref="HashAlgorithmId.Unknown"/>.</param>
/// <param name="Digest">The digest's bytes; never empty.</param>
/// <remarks>sigstore protobuf-specs, sigstore_common.proto, <c>HashOutput</c>.</remarks>
public sealed record MessageDigest(HashAlgorithmId Algorithm, ReadOnlyMemory<byte> Digest);
