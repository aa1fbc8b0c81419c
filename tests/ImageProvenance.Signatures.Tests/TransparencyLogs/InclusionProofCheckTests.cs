using System.Globalization;
using System.Text.Json.Nodes;
using ImageProvenance.Attestations;

namespace ImageProvenance.Signatures.Tests;

public sealed class InclusionProofCheckTests
{
    private const string Kind = "hashedrekord";
    private static readonly byte[] Body = Some.Utf8("{}");

    [Test]
    public void Every_leaf_of_every_small_tree_is_proven()
    {
        for (int size = 1; size <= 40; size++)
            for (int index = 0; index < size; index++)
                Assert.That(Verdict(TestLog.Shared.Enter(Body, Kind, "0.0.2", index, size - 1 - index)), Is.Null, $"{index} of {size}");
    }

    [Test]
    public void A_proof_for_one_index_proves_no_other()
    {
        for (int size = 1; size <= 17; size++)
            for (int index = 0; index < size; index++)
                for (int other = 0; other < size; other++)
                    if (other != index)
                        Assert.That(Verdict(With(TestLog.Shared.Enter(Body, Kind, "0.0.2", index, size - 1 - index), "logIndex", Number(other))), Is.EqualTo("inclusion-proof-invalid"), $"{index} as {other} of {size}");
    }

    [Test]
    public void The_body_has_to_be_the_leaf()
    {
        var entry = Entry();
        entry["canonicalizedBody"] = "AAAA";
        Assert.That(Verdict(entry), Is.EqualTo("inclusion-proof-invalid"));
    }

    // A node's hash must not pass for a leaf's: RFC 6962, 2.1.
    [Test]
    public void An_inner_node_is_no_leaf()
    {
        byte[][] leaves = [TestTree.Leaf([1]), TestTree.Leaf([2])];
        byte[] fake = [.. leaves[0], .. leaves[1]];
        Span<byte> hash = stackalloc byte[MerkleTree.HashBytes];
        MerkleTree.HashLeaf(fake, hash);
        Assert.That(hash.ToArray(), Is.Not.EqualTo(TestTree.Root(leaves)));
        MerkleTree.HashNode(leaves[0], leaves[1], hash);
        Assert.That(hash.ToArray(), Is.EqualTo(TestTree.Root(leaves)));
    }

    [Test]
    public void The_index_has_to_be_in_the_tree()
    {
        foreach (var (entry, index) in new[] { (Entry(), 7), (Entry(), long.MaxValue), (TestLog.Shared.Enter(Body, Kind, "0.0.2", 0, 0), 1) })
        {
            var failure = Failure(With(entry, "logIndex", Number(index)));
            Assert.That((failure?.Code, failure?.Actual), Is.EqualTo(("inclusion-proof-invalid", Number(index))));
        }
    }

    [Test]
    public void A_tree_without_entries_holds_none()
    {
        var entry = Entry();
        byte[] root = new byte[32];
        entry["inclusionProof"] = new JsonObject { ["rootHash"] = Convert.ToBase64String(root), ["checkpoint"] = new JsonObject { ["envelope"] = TestLog.Shared.Checkpoint(0, root) } };
        Assert.That(Verdict(entry), Is.EqualTo("inclusion-proof-invalid"));
    }

    [Test]
    public void The_number_of_hashes_is_given()
    {
        var one = Entry();
        ((JsonArray)one["inclusionProof"]!["hashes"]!).RemoveAt(0);
        Assert.That(Verdict(one), Is.EqualTo("inclusion-proof-invalid"));
        var more = Entry();
        ((JsonArray)more["inclusionProof"]!["hashes"]!).Add(Convert.ToBase64String(new byte[32]));
        Assert.That(Verdict(more), Is.EqualTo("inclusion-proof-invalid"));
    }

    [Test]
    public void The_length_of_hashes_is_given()
    {
        foreach (int length in (int[])[0, 31, 33, 1000])
            for (int i = 0; i < 3; i++)
            {
                var entry = Entry();
                entry["inclusionProof"]!["hashes"]![i] = Convert.ToBase64String(new byte[length]);
                Assert.That(Verdict(entry), Is.EqualTo("inclusion-proof-invalid"));
            }
    }

    [Test]
    public void Two_hashes_joined_are_not_two()
    {
        var entry = Entry();
        var hashes = (JsonArray)entry["inclusionProof"]!["hashes"]!;
        byte[] first = Convert.FromBase64String((string)hashes[0]!), second = Convert.FromBase64String((string)hashes[1]!);
        (hashes[0], hashes[1]) = (Convert.ToBase64String([.. first, .. second[..1]]), Convert.ToBase64String(second[1..]));
        Assert.That(Verdict(entry), Is.EqualTo("inclusion-proof-invalid"));
    }

    [Test]
    public void Size_and_root_are_the_checkpoints()
    {
        Assert.That(Verdict(With(Entry(), "treeSize", "8")), Is.EqualTo("checkpoint-tree-mismatch"));
        Assert.That(Verdict(With(Entry(), "rootHash", Convert.ToBase64String(new byte[32]))), Is.EqualTo("checkpoint-tree-mismatch"));
        Assert.That(Verdict(With(Entry(), "rootHash", "")), Is.EqualTo("checkpoint-tree-mismatch"));
        Assert.That(Verdict(With(Entry(), "rootHash", Convert.ToBase64String(new byte[1000]))), Is.EqualTo("checkpoint-tree-mismatch"));
    }

    // The other way round: everything in the proof fits, but for a tree that the checkpoint does not know.
    [Test]
    public void A_tree_of_the_bundles_own_proves_nothing()
    {
        var entry = Entry();
        var checkpoint = Checkpoint.Parse(TestLog.Shared.Checkpoint(7, new byte[32]));
        var read = TestLog.Read(entry);
        Assert.That(Verdict(read.InclusionProof!, checkpoint), Is.EqualTo("checkpoint-tree-mismatch"));
    }

    private static JsonObject Entry() => TestLog.Shared.Enter(Body, Kind, "0.0.2");

    private static JsonObject With(JsonObject entry, string member, string value)
    {
        entry["inclusionProof"]![member] = value;
        return entry;
    }

    private static string? Verdict(JsonObject entry) => Failure(entry)?.Code;

    private static Failure? Failure(JsonObject entry)
    {
        var read = TestLog.Read(entry);
        Span<byte> leaf = stackalloc byte[MerkleTree.HashBytes];
        MerkleTree.HashLeaf(read.CanonicalizedBody.Span, leaf);
        return InclusionProofCheck.Check(read.InclusionProof!, leaf, Checkpoint.Parse(read.InclusionProof!.Checkpoint));
    }

    private static string? Verdict(InclusionProof proof, Checkpoint checkpoint) => InclusionProofCheck.Check(proof, TestTree.Leaf(Body), checkpoint)?.Code;

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
