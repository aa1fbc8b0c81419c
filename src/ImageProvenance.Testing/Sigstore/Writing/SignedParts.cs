using System.Security.Cryptography;
using ImageProvenance.Attestations;

namespace ImageProvenance.Testing;

/// <summary>A signature with all that vouches for it, before it is written down.</summary>
internal sealed record SignedParts
{
    public required SigningKey Signer { get; init; }

    public required byte[] Signature { get; init; }

    /// <summary>The digest that a bundle states of an artifact, with the hash that the signer signs with.</summary>
    public required (HashAlgorithmName Hash, byte[] Digest) ClaimedDigest { get; init; }

    /// <summary>The envelope; null for a signature over an artifact or a payload.</summary>
    public required DsseEnvelope? Envelope { get; init; }

    public required IReadOnlyList<WrittenLogEntry> LogEntries { get; init; }

    /// <summary>The timestamps, each a DER <c>TimeStampResp</c>.</summary>
    public required IReadOnlyList<byte[]> Timestamps { get; init; }
}
