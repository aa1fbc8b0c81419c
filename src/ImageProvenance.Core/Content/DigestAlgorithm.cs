namespace ImageProvenance;

/// <summary>The digest algorithms that content is checked with. Others are refused: what cannot be computed proves nothing.</summary>
public enum DigestAlgorithm
{
    /// <summary>No algorithm; the value of <c>default</c>.</summary>
    Unknown = 0,

    /// <summary>SHA-256: <c>sha256:</c> and 64 lower-case hexadecimal characters.</summary>
    Sha256,

    /// <summary>SHA-512: <c>sha512:</c> and 128 lower-case hexadecimal characters.</summary>
    Sha512,
}
