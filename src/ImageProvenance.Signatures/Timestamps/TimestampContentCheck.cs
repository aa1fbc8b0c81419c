using System.Security.Cryptography;

namespace ImageProvenance.Signatures;

/// <summary>What the token's signer signed is what the token says: its type and its hash.</summary>
/// <remarks>RFC 5652, 5.4, 11.1 and 11.2.</remarks>
internal static class TimestampContentCheck
{
    public static Failure? Check(TimestampToken token)
    {
        var signer = token.SignerInfo;
        if (!signer.SignedAttributes.ContentType.Span.SequenceEqual(TimestampOids.TimestampInfo))
            return new("timestamp-content-mismatch", "The token's signature is over content of another type.", Oids.ToText(TimestampOids.TimestampInfo), Oids.ToText(signer.SignedAttributes.ContentType.Span));
        if (signer.DigestAlgorithm.Known is not { } algorithm)
            return new("timestamp-content-mismatch", "The token's signature is over a hash by an algorithm that is not accepted.", "SHA-256, SHA-384 or SHA-512", signer.DigestAlgorithm.ToString());

        Span<byte> hash = stackalloc byte[SHA512.HashSizeInBytes];
        int length = CryptographicOperations.HashData(algorithm, token.Info.Encoded.Span, hash);
        return signer.SignedAttributes.MessageDigest.Span.SequenceEqual(hash[..length])
            ? null
            : new("timestamp-content-mismatch", "The token's signature is over other content than what the token says.");
    }
}
