namespace ImageProvenance.Attestations;

/// <summary>Reads the inclusion proofs of log entries.</summary>
internal static class InclusionProofJson
{
    private static readonly JsonMembers ProofMembers = new("logIndex", "rootHash", "treeSize", "hashes", "checkpoint");
    private static readonly JsonMembers CheckpointMembers = new("envelope");

    public static InclusionProof Read(ref StrictJsonReader json)
    {
        long logIndex = 0, treeSize = 0;
        byte[] rootHash = [];
        List<ReadOnlyMemory<byte>> hashes = [];
        byte[] checkpoint = [];

        var scope = json.BeginObject(ProofMembers);
        while (json.NextMember(ref scope) is { } member)
        {
            switch (member)
            {
                case "logIndex": logIndex = TlogEntryJson.ReadNatural(ref json); break;
                case "rootHash": rootHash = json.ReadBase64(); break;
                case "treeSize": treeSize = TlogEntryJson.ReadNatural(ref json); break;
                case "hashes": hashes = json.ReadArray((ref StrictJsonReader item) => (ReadOnlyMemory<byte>)item.ReadBase64(), InclusionProof.MaxHashes); break;
                case "checkpoint": checkpoint = ReadCheckpoint(ref json); break;
            }
        }

        // Every version: a root that no log signed proves nothing.
        return checkpoint.Length == 0
            ? throw BundleJson.Invalid("An inclusion proof has no checkpoint.")
            : new() { LogIndex = logIndex, TreeSize = treeSize, RootHash = rootHash, Hashes = hashes.AsReadOnly(), Checkpoint = checkpoint };
    }

    private static byte[] ReadCheckpoint(ref StrictJsonReader json)
    {
        byte[] envelope = [];
        var scope = json.BeginObject(CheckpointMembers);
        while (json.NextMember(ref scope) is { })
            envelope = json.ReadUtf8();
        return envelope;
    }
}
