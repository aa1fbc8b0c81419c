using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ImageProvenance.Signatures;

/// <summary>The first four bytes of a signature in a checkpoint, which tell the key.</summary>
/// <remarks>
/// C2SP signed-note, "Signatures": SHA-256 of name, line end, type of signature and key. Rekor's ECDSA keys are older than
/// that: SHA-256 of the SubjectPublicKeyInfo. RSA has no type of its own, and a text instead (rekor, pkg/util/signed_note.go).
/// </remarks>
internal static class CheckpointKeyId
{
    private const int Bytes = 4;
    private const byte Ed25519Type = 0x01;
    private const byte OtherType = 0xFF;
    private const int UsualBytes = 256;

    /// <summary>The id of a log's key under a name: as the root states it, else derived.</summary>
    public static uint Of(TransparencyLog log, string name)
    {
        if (log.CheckpointKeyId is { Length: Bytes } stated)
            return BinaryPrimitives.ReadUInt32BigEndian(stated.Span);
        var encoded = log.Key.SubjectPublicKeyInfo;
        var key = SubjectPublicKeyInfo.Parse(encoded);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        if (key.Algorithm.Span.SequenceEqual(Oids.Ed25519))
            HashNamed(name, Ed25519Type, default, key.Key.Span, hash);
        else if (key.Algorithm.Span.SequenceEqual(Oids.RsaEncryption))
            HashNamed(name, OtherType, "PKIX-RSA-PKCS#1v1.5"u8, encoded.Span, hash);
        else
            SHA256.HashData(encoded.Span, hash);
        return BinaryPrimitives.ReadUInt32BigEndian(hash);
    }

    private static void HashNamed(string name, byte type, ReadOnlySpan<byte> text, ReadOnlySpan<byte> key, Span<byte> hash)
    {
        int nameLength = Encoding.UTF8.GetByteCount(name);
        int length = nameLength + 2 + text.Length + key.Length;
        Span<byte> named = length <= UsualBytes ? stackalloc byte[UsualBytes] : new byte[length];
        Encoding.UTF8.GetBytes(name, named);
        (named[nameLength], named[nameLength + 1]) = ((byte)'\n', type);
        text.CopyTo(named[(nameLength + 2)..]);
        key.CopyTo(named[(nameLength + 2 + text.Length)..]);
        SHA256.HashData(named[..length], hash);
    }
}
