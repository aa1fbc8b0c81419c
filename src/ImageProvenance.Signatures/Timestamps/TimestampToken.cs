namespace ImageProvenance.Signatures;

/// <summary>
/// A timestamp as an authority answered it: slices of its DER. Nothing of it is verified. Immutable and thread-safe.
/// </summary>
/// <remarks>RFC 3161, 2.4.2, <c>TimeStampResp</c>; RFC 5652, 5.1, <c>SignedData</c>.</remarks>
internal sealed class TimestampToken
{
    /// <summary>The most bytes of an answer: those with a chain of certificates have about 6 KiB.</summary>
    public const int MaxBytes = 64 << 10;

    /// <summary>What is stamped, and when.</summary>
    public required TimestampInfo Info { get; init; }

    /// <summary>The signature.</summary>
    public required CmsSignerInfo SignerInfo { get; init; }

    /// <summary>
    /// The certificates that came along, one encoded Certificate after the other; often none. Anybody may add to them, in
    /// any order: they are candidates and prove nothing.
    /// </summary>
    public required ReadOnlyMemory<byte> Certificates { get; init; }

    /// <summary>Reads an answer.</summary>
    /// <param name="timeStampResp">The <c>TimeStampResp</c>, DER.</param>
    /// <exception cref="MalformedContentException">
    /// The authority refused (<c>timestamp-not-granted</c>), or the answer is none (<c>invalid-timestamp</c>).
    /// </exception>
    public static TimestampToken Parse(ReadOnlyMemory<byte> timeStampResp) => timeStampResp.Length <= MaxBytes
        ? DerReader.Parse(timeStampResp, "invalid-timestamp", "A timestamp is not one.", TimestampTokenReader.Read)
        : throw new MalformedContentException("invalid-timestamp", "A timestamp is too large.", $"at most {MaxBytes} bytes", $"{timeStampResp.Length} bytes");
}
