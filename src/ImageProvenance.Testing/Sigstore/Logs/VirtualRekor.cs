using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ImageProvenance.Testing;

/// <summary>A log of signatures, like Rekor: a Merkle tree with entries of others in it. It believes what it is told. Not thread-safe.</summary>
/// <remarks>rekor, openapi.yaml; rekor-tiles, CLIENTS.md.</remarks>
internal sealed class VirtualRekor : IDisposable
{
    // Rekor v1 counts on over the shards that it has closed; an inclusion proof is about one of them.
    private const long EntriesOfOlderShards = 1_000_000;
    private const string TreeId = "1193050959916656506";

    private readonly MerkleTree _tree = new();
    private readonly Lazy<TestKey> _witness = new(() => TestKey.Ed25519());

    public VirtualRekor(RekorVersion version, string host)
    {
        (Version, Host) = (version, host);
        Key = version == RekorVersion.V1 ? TestKey.Ecdsa() : TestKey.Ed25519();
        LogId = version == RekorVersion.V1 ? SHA256.HashData(Key.SubjectPublicKeyInfo.Span) : CheckpointNote.KeyIdOf(host, Key);
        AppendEntriesOfOthers(9);
    }

    public RekorVersion Version { get; }

    public string Host { get; }

    public string BaseUrl => $"https://{Host}";

    public TestKey Key { get; }

    /// <summary>Rekor v1: the SHA-256 of the key. Rekor v2: the whole of the id in checkpoints.</summary>
    public byte[] LogId { get; }

    /// <summary>The first line of a checkpoint.</summary>
    public string OriginOf(string host) => Version == RekorVersion.V1 ? $"{host} - {TreeId}" : host;

    /// <summary>Takes an entry in.</summary>
    /// <param name="body">Its body.</param>
    /// <param name="time">The time.</param>
    /// <param name="plans">How the log vouches for it.</param>
    /// <param name="another">Whose key signs where a plan asks for another's.</param>
    public WrittenLogEntry Append(byte[] body, DateTimeOffset time, LogPlans plans, Func<VirtualRekor> another)
    {
        int index = _tree.Append(body);
        AppendEntriesOfOthers(2);
        byte[] root = _tree.RootHash();
        string checkpoint = CheckpointNote.Write(this, _tree.Size, root, time, plans.Checkpoint, another, _witness);
        var entry = new WrittenLogEntry
        {
            LogId = LogId,
            LogIndex = Version == RekorVersion.V1 ? EntriesOfOlderShards + index : index,
            IntegratedTime = 0,
            Proof = plans.Proof(new(index, _tree.Size, root, _tree.ProofOf(index), checkpoint)),
            Body = body,
        };
        return Version == RekorVersion.V1 ? SignedEntryTimestamp.AddTo(entry, time, plans.Promise, (plans.Promise.IsSignedByAnotherKey ? another() : this).Key) : entry;
    }

    public void Dispose() => Key.Dispose();

    private void AppendEntriesOfOthers(int count)
    {
        for (int i = 0; i < count; i++)
            _tree.Append(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"somebody else's entry {_tree.Size}")));
    }
}
