namespace ImageProvenance.Signatures;

/// <summary>The one signature of a token. Slices of what was received; nothing of it is verified.</summary>
/// <param name="Signer">The signer's certificate, by its unsigned name.</param>
/// <param name="DigestAlgorithm">The algorithm of the hash of the content.</param>
/// <param name="SignedAttributes">What is signed.</param>
/// <param name="SignatureAlgorithm">The algorithm of the signature, an encoded AlgorithmIdentifier.</param>
/// <param name="Signature">The signature.</param>
/// <remarks>RFC 5652, 5.3, <c>SignerInfo</c>.</remarks>
internal readonly record struct CmsSignerInfo(
    SignerIdentifier Signer,
    HashIdentifier DigestAlgorithm,
    SignedAttributes SignedAttributes,
    ReadOnlyMemory<byte> SignatureAlgorithm,
    ReadOnlyMemory<byte> Signature);
