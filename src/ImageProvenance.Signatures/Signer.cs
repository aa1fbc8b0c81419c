namespace ImageProvenance.Signatures;

/// <summary>Who signed, as proven: of which kind, and which one. Immutable and thread-safe.</summary>
/// <param name="Kind">The kind of signer; ours is <see cref="Key"/>.</param>
/// <param name="Id">Which one: for keys the key id, <c>sha256:…</c> over the SubjectPublicKeyInfo.</param>
public sealed record Signer(string Kind, string Id)
{
    /// <summary>The kind of a signer known by its public key.</summary>
    public const string Key = "key";

    /// <summary>
    /// The algorithms that the key may be used with, one of which verified, as <see cref="PublicKey.Algorithm"/> has them;
    /// null for signers that are no keys, or where the provider does not say. A policy may trust one key with different
    /// algorithms in different places, so the key alone does not name the signer that is asked for.
    /// </summary>
    public string? Algorithm { get; init; }

    /// <inheritdoc />
    public override string ToString() => $"{Kind} {Id}";
}
