namespace ImageProvenance.Attestations;

/// <summary>
/// A DSSE envelope: a payload, its type, and signatures over both. Nothing in it is trusted until one of them has been
/// verified over <see cref="SignedBytes"/>. Immutable and thread-safe.
/// </summary>
/// <remarks>DSSE 1.0.2, envelope.md and protocol.md.</remarks>
public sealed class DsseEnvelope
{
    /// <summary>The most signatures that are read of one envelope.</summary>
    public const int MaxSignatures = 32;

    private readonly Lazy<byte[]> _signedBytes;

    internal DsseEnvelope(string payloadType, ReadOnlyMemory<byte> payload, IReadOnlyList<DsseSignature> signatures)
    {
        (PayloadType, Payload, Signatures) = (payloadType, payload, signatures);
        _signedBytes = new(() => DssePreAuthEncoding.Encode(PayloadType, Payload.Span));
    }

    /// <summary>The payload type. It is signed with the payload, and alone decides how the payload is read.</summary>
    public string PayloadType { get; }

    /// <summary>The payload, decoded once: the same bytes are verified and read.</summary>
    public ReadOnlyMemory<byte> Payload { get; }

    /// <summary>The signatures, at least one, in the order of the envelope.</summary>
    public IReadOnlyList<DsseSignature> Signatures { get; }

    /// <summary>What every signature covers: the pre-authentication encoding of type and payload, computed once.</summary>
    public ReadOnlyMemory<byte> SignedBytes => _signedBytes.Value;

    /// <summary>Reads an envelope. Base64 may be standard or URL-safe; unknown members are ignored.</summary>
    /// <param name="utf8">The envelope's JSON, as received.</param>
    /// <exception cref="MalformedContentException">
    /// <c>malformed-json</c>, <c>too-many</c> signatures, or <c>invalid-dsse-envelope</c>: no payload, no type, no signature.
    /// </exception>
    public static DsseEnvelope Parse(ReadOnlyMemory<byte> utf8) => StrictJsonReader.Parse(utf8, "DSSE envelope", DsseEnvelopeJson.Read);

    /// <summary>Signs a payload with one key.</summary>
    /// <param name="payloadType">The payload type, such as <see cref="MediaTypes.InToto"/>.</param>
    /// <param name="payload">The payload.</param>
    /// <param name="sign">Signs the bytes that it is given, which are the pre-authentication encoding.</param>
    /// <param name="keyId">A hint that tells the key, or null.</param>
    public static DsseEnvelope Create(string payloadType, ReadOnlyMemory<byte> payload, Func<ReadOnlyMemory<byte>, byte[]> sign, string? keyId = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(payloadType);
        ArgumentNullException.ThrowIfNull(sign);
        byte[] signature = sign(DssePreAuthEncoding.Encode(payloadType, payload.Span));
        return new(payloadType, payload, [new(signature, string.IsNullOrEmpty(keyId) ? null : keyId)]);
    }

    /// <summary>Writes the envelope as JSON in UTF-8, with standard base64 and without white space.</summary>
    public byte[] ToJson() => DsseEnvelopeJson.Write(this);
}
