using System.Security.Cryptography;
using ImageProvenance.Attestations;

namespace ImageProvenance.Signatures;

/// <summary>A log entry is about the envelope at hand: its payload, its text, as many signatures.</summary>
internal static class EntryEnvelope
{
    /// <summary>An entry about an envelope, where no envelope is signed.</summary>
    public static Failure Missing(TransparencyLogEntry entry) =>
        new("entry-kind-not-allowed", "A log entry is about an envelope, and what is signed here is none.", "an entry about signed content", $"{entry.Kind} {entry.KindVersion}");

    public static Failure? CheckCount(int logged, DsseEnvelope envelope) => logged == envelope.Signatures.Count
        ? null
        : new("entry-signature-mismatch", "A log entry is about an envelope with another number of signatures.", $"{envelope.Signatures.Count}", $"{logged}");

    public static Failure? CheckPayload(LoggedHash logged, DsseEnvelope envelope)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(envelope.Payload.Span, hash);
        return logged.IsSha256(hash) ? null : EntryDigest.PayloadMismatch(hash, logged);
    }

    /// <summary>
    /// The hash of the envelope's text: where the text is at hand as it was logged, as a layer, of that; else of the text as
    /// one of the known clients writes it, because bundles hold envelopes decoded.
    /// </summary>
    public static Failure? CheckHash(LoggedHash logged, SignedPiece piece, EnvelopeText[] texts, ReadOnlyMemory<byte> base64Pem = default)
    {
        bool isHash = piece.Carrier == PieceCarrier.Annotations
            ? piece.LayerDigest is { } layer && logged.IsSha256(Convert.FromHexString(layer.Hex))
            : Array.Exists(texts, text => text.TryHash(piece, base64Pem.Span, out byte[] hash) && logged.IsSha256(hash));
        return isHash ? null : new("entry-envelope-mismatch", "A log entry is about an envelope of another text.", piece.LayerDigest?.ToString() ?? "the hash of the envelope", logged.ToString());
    }
}
