using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace ImageProvenance.Signatures;

/// <summary>The certificate or key in a log entry is the signer's, byte for byte.</summary>
internal static class EntryVerifier
{
    // A certificate has 2 KB.
    private const int MaxBytes = 64 << 10;

    /// <summary>Checks a verifier that is base64 of PEM: one block, a certificate for a certificate and a public key for a key.</summary>
    public static Failure? CheckPem(ReadOnlyMemory<byte> base64, SignedPiece piece)
    {
        if (base64.Length > MaxBytes)
            throw EntryBody.Malformed("has a verifier that is too large", $"at most {MaxBytes} bytes", $"{base64.Length} bytes");
        byte[] buffer = ArrayPool<byte>.Shared.Rent(base64.Length);
        try
        {
            return Base64.DecodeFromUtf8(base64.Span, buffer, out _, out int length) == OperationStatus.Done && IsPemOfSigner(buffer.AsSpan(0, length), piece)
                ? null
                : Mismatch(piece);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Checks a verifier that is a certificate or a public key in DER, with the way it is used.</summary>
    public static Failure? CheckDer(LoggedVerifier verifier, SignedPiece piece)
    {
        bool isSigner = verifier.IsCertificate == piece.Certificate is not null && StrictBase64.IsOf(verifier.RawBytes.Span, DerOf(piece));
        return isSigner ? null : Mismatch(piece);
    }

    private static bool IsPemOfSigner(Span<byte> pem, SignedPiece piece)
    {
        if (!PemEncoding.TryFindUtf8(pem, out var fields) || !pem[..fields.Location.Start.Value].Trim("\r\n"u8).IsEmpty || !pem[fields.Location.End.Value..].Trim("\r\n"u8).IsEmpty)
            return false;
        var label = piece.Certificate is null ? "PUBLIC KEY"u8 : "CERTIFICATE"u8;
        var data = pem[fields.Base64Data];
        return pem[fields.Label].SequenceEqual(label)
            && Base64.DecodeFromUtf8InPlace(data, out int length) == OperationStatus.Done
            && data[..length].SequenceEqual(DerOf(piece));
    }

    private static ReadOnlySpan<byte> DerOf(SignedPiece piece) => (piece.Certificate?.Der ?? piece.SubjectPublicKeyInfo).Span;

    private static Failure Mismatch(SignedPiece piece) =>
        new("entry-verifier-mismatch", "A log entry is about a signature by another key or certificate.", piece.Certificate is null ? "the key that signed" : "the signer's certificate", "another");
}
