namespace ImageProvenance.Testing.Tests;

/// <summary>The tree of the certificate-transparency project's reference tests, which logs are checked with.</summary>
public sealed class MerkleTreeTests
{
    private static readonly string[] Leaves =
    [
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
    ];

    [TestCase(1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")]
    [TestCase(2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")]
    [TestCase(3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77")]
    [TestCase(5, "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4")]
    [TestCase(8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")]
    public void Roots_are_those_of_RFC_6962(int size, string root) =>
        Assert.That(Convert.ToHexStringLower(TreeOf(size).RootHash()), Is.EqualTo(root));

    [Test]
    public void A_proof_leads_from_the_lowest_hash_to_the_root()
    {
        Assert.That(TreeOf(8).ProofOf(0).Select(Convert.ToHexStringLower), Is.EqualTo((string[])
        [
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ]));
        Assert.That(TreeOf(3).ProofOf(2).Select(Convert.ToHexStringLower), Is.EqualTo((string[])
        [
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        ]));
    }

    private static MerkleTree TreeOf(int size)
    {
        var tree = new MerkleTree();
        foreach (string leaf in Leaves.Take(size))
            tree.Append(Convert.FromHexString(leaf));
        return tree;
    }
}
