namespace ImageProvenance.Attestations;

/// <summary>The hash algorithms that a bundle can name, with their numbers in the specification.</summary>
/// <remarks>sigstore protobuf-specs, sigstore_common.proto, <c>HashAlgorithm</c>.</remarks>
public enum HashAlgorithmId
{
    /// <summary>Not said; the value of <c>default</c>.</summary>
    Unknown = 0,

    /// <summary>SHA-256.</summary>
    Sha256 = 1,

    /// <summary>SHA-384.</summary>
    Sha384 = 2,

    /// <summary>SHA-512.</summary>
    Sha512 = 3,

    /// <summary>SHA3-256.</summary>
    Sha3Of256 = 4,

    /// <summary>SHA3-384.</summary>
    Sha3Of384 = 5,
}
