using System.Buffers;

namespace ImageProvenance.Signatures;

/// <summary>Verifies one timestamp of a certificate log.</summary>
/// <remarks>RFC 6962, 3.2; the algorithms are those of its 2.1.4.</remarks>
internal static class SctVerification
{
    private const byte Sha256 = 4;
    private const byte Rsa = 1;
    private const byte Ecdsa = 3;

    /// <summary>Null and the log where it verifies; else why it does not.</summary>
    public static Failure? Verify(ReadOnlyMemory<byte> serialized, Precertificate precertificate, IReadOnlyList<TransparencyLog> logs, out TransparencyLog? log)
    {
        log = null;
        if (!SignedCertificateTimestamp.TryRead(serialized, out var timestamp))
            return new("sct-invalid", "A certificate timestamp is malformed, or not of version 1.");

        // A root may list one log for several times.
        var failure = new Failure("sct-unknown-log", "A certificate timestamp is of a log that the trusted root does not know.", null, Convert.ToHexStringLower(timestamp.LogId.Span));
        foreach (var candidate in logs)
        {
            if (!candidate.LogId.Span.SequenceEqual(timestamp.LogId.Span))
                continue;
            if (Check(timestamp, precertificate, candidate) is not { } reason)
            {
                log = candidate;
                return null;
            }

            failure = MoreTelling(failure, reason);
        }

        return failure;
    }

    /// <summary>Of two reasons the one that says more: a bad signature, then a time outside, then an unknown log.</summary>
    public static Failure MoreTelling(Failure? one, Failure other) => one is null || Rank(other) > Rank(one) ? other : one;

    private static Failure? Check(SignedCertificateTimestamp timestamp, Precertificate precertificate, TransparencyLog log)
    {
        if (!IsAlgorithmOf(timestamp.Algorithm.Span, log.Key))
            return new("sct-invalid", $"A certificate timestamp of {log.BaseUrl} has another algorithm than the log's key.", log.Key.Algorithm, Convert.ToHexStringLower(timestamp.Algorithm.Span));
        if (!IsSignedBy(log, timestamp, precertificate))
            return new("sct-invalid", $"A certificate timestamp is not signed by {log.BaseUrl}, or for another certificate.");
        return timestamp.Time is { } time && log.Validity.Contains(time)
            ? null
            : new("sct-outside-log-validity", $"A certificate timestamp is outside the time in which {log.BaseUrl} is trusted.", log.Validity.ToString(), Describe(timestamp.Time));
    }

    private static bool IsSignedBy(TransparencyLog log, SignedCertificateTimestamp timestamp, Precertificate precertificate)
    {
        int length = precertificate.SignedLength(timestamp);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            var signed = buffer.AsMemory(0, length);
            precertificate.WriteSigned(timestamp, signed.Span);
            return log.Key.Verify(signed, timestamp.Signature.Span);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static bool IsAlgorithmOf(ReadOnlySpan<byte> algorithm, PublicKey key) =>
        (algorithm is [Sha256, Ecdsa] && key.Algorithm.StartsWith("ecdsa-", StringComparison.Ordinal))
        || (algorithm is [Sha256, Rsa] && key.Algorithm.StartsWith("rsa-pkcs1-", StringComparison.Ordinal));

    private static string Describe(DateTimeOffset? time) => time is { } known ? $"{known.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.FFF'Z'}" : "after the year 9999";

    private static int Rank(Failure failure) => failure.Code switch
    {
        "sct-invalid" => 3,
        "sct-outside-log-validity" => 2,
        _ => 1,
    };
}
