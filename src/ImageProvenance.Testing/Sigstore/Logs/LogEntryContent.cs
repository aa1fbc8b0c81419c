using System.Security.Cryptography;

namespace ImageProvenance.Testing;

/// <summary>What a log is told about a signature.</summary>
internal sealed record LogEntryContent
{
    /// <summary>What the signature covers.</summary>
    public required ReadOnlyMemory<byte> Message { get; init; }

    /// <summary>The hash that the signer signs with.</summary>
    public required HashAlgorithmName Hash { get; init; }

    public required byte[] Signature { get; init; }

    public required LogEntryVerifier Verifier { get; init; }

    /// <summary>The envelope; null for a signature over an artifact or a payload.</summary>
    public LogEntryEnvelope? Envelope { get; init; }

    public byte[] MessageDigest => CryptographicOperations.HashData(Hash, Message.Span);
}

/// <summary>Who signed, as entries say it.</summary>
/// <param name="Der">The certificate, or the SubjectPublicKeyInfo.</param>
/// <param name="Pem">The same in PEM, with a newline after the last line.</param>
/// <param name="IsCertificate">Which of both it is.</param>
/// <param name="KeyDetails">The name of key and algorithm.</param>
internal sealed record LogEntryVerifier(ReadOnlyMemory<byte> Der, string Pem, bool IsCertificate, string KeyDetails);

/// <summary>An envelope, as entries say it.</summary>
/// <param name="Payload">The payload, decoded.</param>
/// <param name="PayloadType">Its type.</param>
/// <param name="Json">The envelope as it was sent to the log.</param>
internal sealed record LogEntryEnvelope(ReadOnlyMemory<byte> Payload, string PayloadType, ReadOnlyMemory<byte> Json)
{
    /// <summary>The key id that the entry states; null for none.</summary>
    public string? KeyId { get; init; }

    /// <summary>Whether the envelope is a layer behind a tag, which clients send to the log as it is whatever the kind of entry.</summary>
    public bool IsLayer { get; init; }

    /// <summary>Whether the log is told about another envelope around the same payload.</summary>
    public bool IsAnother { get; init; }
}
