namespace ImageProvenance.Testing;

/// <summary>
/// What will be wrong with the inclusion proof of the next log entry; everything else about the entry stays right, the
/// checkpoint too. The one after that is right again. Thread-safe.
/// </summary>
public sealed class NextProof
{
    private readonly Plan<Func<WrittenProof, WrittenProof?>> _plan = new(proof => proof);

    internal NextProof()
    {
    }

    /// <summary>There is none.</summary>
    public NextProof IsMissing() => Then(_ => null);

    /// <summary>One of its hashes is another.</summary>
    public NextProof HasAnotherHash() => Then(proof => proof with { Hashes = [Another(proof.Hashes[0]), .. proof.Hashes.Skip(1)] });

    /// <summary>It has a hash more than leads to the root.</summary>
    public NextProof HasOneHashMore() => Then(proof => proof with { Hashes = [.. proof.Hashes, proof.RootHash] });

    /// <summary>It has a hash less than leads to the root.</summary>
    public NextProof HasOneHashLess() => Then(proof => proof with { Hashes = [.. proof.Hashes.SkipLast(1)] });

    /// <summary>It states another index in the tree.</summary>
    public NextProof ClaimsAnotherIndex() => Then(proof => proof with { LogIndex = proof.LogIndex ^ 1 });

    /// <summary>It states another size of the tree than the checkpoint.</summary>
    public NextProof ClaimsAnotherTreeSize() => Then(proof => proof with { TreeSize = proof.TreeSize + 1 });

    /// <summary>It states another root than the checkpoint.</summary>
    public NextProof ClaimsAnotherRoot() => Then(proof => proof with { RootHash = Another(proof.RootHash) });

    internal Func<WrittenProof, WrittenProof?> Take() => _plan.Take();

    private NextProof Then(Func<WrittenProof, WrittenProof?> change)
    {
        _plan.Change(before => proof => before(proof) is { } changed ? change(changed) : null);
        return this;
    }

    private static byte[] Another(byte[] hash) => [(byte)(hash[0] ^ 1), .. hash[1..]];
}
