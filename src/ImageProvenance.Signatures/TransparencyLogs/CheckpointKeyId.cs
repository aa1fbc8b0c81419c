using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ImageProvenance.Signatures;

/// <summary>The first four bytes of a signature in a checkpoint, which tell the key.</summary>
/// <remarks>
/// C2SP signed-note, "Signatures": SHA-256 of name, line end, type of signature and key. Rekor's ECDSA keys are older than
/// that: SHA-256 of the SubjectPublicKeyInfo. Types: 0x01 Ed25519, 0xFF with a text of its own for RSA (rekor, pkg/util/signed_note.go).
/// </remarks>
internal static class CheckpointKeyId
{
    private const int Bytes = 4;

    /// <summary>The id of a log's key under a name: as the root states it, else derived.</summary>
    public static uint Of(TransparencyLog log, string name)
    {
        if (log.CheckpointKeyId is { Length: Bytes } stated)
            return BinaryPrimitives.ReadUInt32BigEndian(stated.Span);
        var key = log.Key.SubjectPublicKeyInfo;
        var type = KeyType.Of(key);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(type.Family switch
        {
            KeyFamily.Ed25519 => [.. Encoding.UTF8.GetBytes(name), (byte)'\n', 0x01, .. type.Bare.Span],
            KeyFamily.Rsa => [.. Encoding.UTF8.GetBytes(name), (byte)'\n', 0xFF, .. "PKIX-RSA-PKCS#1v1.5"u8, .. key.Span],
            _ => key.Span,
        }, hash);
        return BinaryPrimitives.ReadUInt32BigEndian(hash);
    }
}
