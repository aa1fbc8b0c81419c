namespace ImageProvenance.Signatures;

/// <summary>Who signed, as proven: of which kind, and which one. Immutable and thread-safe.</summary>
/// <param name="Kind">The kind of signer; ours are <see cref="Key"/> and <see cref="Keyless"/>.</param>
/// <param name="Id">Which one: for keys the key id, <c>sha256:…</c> over the SubjectPublicKeyInfo; for certificates of a Sigstore instance the name in it.</param>
public sealed record Signer(string Kind, string Id)
{
    /// <summary>The kind of a signer known by its public key.</summary>
    public const string Key = "key";

    /// <summary>The kind of a signer known by a short-lived certificate that a Sigstore instance issued to an identity.</summary>
    public const string Keyless = "keyless";

    /// <summary>Whom the certificate names; null for signers that are no certificates.</summary>
    public CertificateIdentity? Certificate { get; init; }

    /// <summary>
    /// The algorithms that the key may be used with, one of which verified, as <see cref="PublicKey.Algorithm"/> has them;
    /// null for signers that are no keys, or where the provider does not say. A policy may trust one key with different
    /// algorithms in different places, so the key alone does not name the signer that is asked for.
    /// </summary>
    public string? Algorithm { get; init; }

    /// <inheritdoc />
    public override string ToString() => Certificate is null ? $"{Kind} {Id}" : $"{Kind} {Certificate}";
}
