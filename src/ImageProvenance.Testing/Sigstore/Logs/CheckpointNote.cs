using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ImageProvenance.Testing;

/// <summary>Writes checkpoints, the signed notes about the size and root of a log.</summary>
/// <remarks>C2SP, signed-note.md, tlog-checkpoint.md and tlog-cosignature.md.</remarks>
internal static class CheckpointNote
{
    private const byte Ed25519Type = 1, CosignatureType = 4;

    /// <summary>What an Ed25519 key goes by in notes; the first four bytes stand before signatures.</summary>
    public static byte[] KeyIdOf(string name, TestKey key, byte type = Ed25519Type) =>
        SHA256.HashData([.. Encoding.UTF8.GetBytes(name), (byte)'\n', type, .. key.SubjectPublicKeyInfo.Span[^Ed25519TestKey.Bytes..]]);

    public static string Write(VirtualRekor log, int size, byte[] rootHash, DateTimeOffset time, CheckpointPlan plan, Func<VirtualRekor> another, Lazy<TestKey> witness)
    {
        byte[] root = plan.HasAnotherRoot ? SHA256.HashData(rootHash) : rootHash;
        string text = string.Join('\n', [log.OriginOf(plan.Origin ?? log.Host), size.ToString(CultureInfo.InvariantCulture), Convert.ToBase64String(root), .. plan.Extensions, ""]);

        List<string> lines = [];
        if (plan.IsCosignedFirst)
            lines.Add(Cosign(text, time, witness.Value));
        if (!plan.IsUnsigned)
        {
            byte[] keyId = log.LogId[..4];
            if (plan.HasAnotherKeyId)
                keyId[0] ^= 1;
            lines.Add(Line(plan.SignerName ?? log.Host, keyId, (plan.IsSignedByAnotherKey ? another() : log).Key.Sign(Encoding.UTF8.GetBytes(text))));
        }

        if (plan.IsCosigned)
            lines.Add(Cosign(text, time, witness.Value));
        return $"{text}\n{string.Concat(lines)}";
    }

    private static string Cosign(string text, DateTimeOffset time, TestKey witness)
    {
        const string name = "witness.test";
        long seconds = time.ToUnixTimeSeconds();
        byte[] timestamp = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(timestamp, seconds);
        byte[] signature = witness.Sign(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"cosignature/v1\ntime {seconds}\n{text}")));
        return Line(name, KeyIdOf(name, witness, CosignatureType)[..4], [.. timestamp, .. signature]);
    }

    private static string Line(string name, byte[] keyId, byte[] signature) => $"\u2014 {name} {Convert.ToBase64String([.. keyId, .. signature])}\n";
}
