using System.Security.Cryptography;

namespace ImageProvenance.Signatures;

/// <summary>
/// A public key that a policy trusts, imported once: an SPKI, with the algorithm that it is used with. Immutable and
/// thread-safe; make it once and keep it.
/// </summary>
public sealed class PublicKey
{
    private static readonly IKeyImporter[] OwnImporters = [new EcdsaKeyImporter(), new RsaKeyImporter(), new Ed25519KeyImporter(), .. MlDsaKeyImporter.All];

    private readonly ReadOnlyMemory<byte> _subjectPublicKeyInfo;
    private readonly IVerificationKey _key;

    private PublicKey(ReadOnlyMemory<byte> subjectPublicKeyInfo, IVerificationKey key, string? namedAlgorithm)
    {
        _subjectPublicKeyInfo = subjectPublicKeyInfo;
        _key = key;
        NamedAlgorithm = namedAlgorithm;
    }

    /// <summary>The key's id: <c>sha256:…</c> over the SubjectPublicKeyInfo.</summary>
    public string Id => field ??= Digest.Of(_subjectPublicKeyInfo.Span).ToString();

    /// <summary>The algorithms that signatures are tried with, as <see cref="SignatureAlgorithms"/> names them, joined by <c>|</c>.</summary>
    public string Algorithm => _key.Algorithm;

    /// <summary>The algorithm that was named for the key, or null where the key's default is used.</summary>
    public string? NamedAlgorithm { get; }

    /// <summary>Reads a key from PEM: one block, <c>PUBLIC KEY</c> (PKIX), <c>RSA PUBLIC KEY</c> or <c>CERTIFICATE</c>.</summary>
    /// <param name="pem">The text; other text around the block is ignored.</param>
    /// <param name="algorithm">The one algorithm of <see cref="SignatureAlgorithms"/> that the key is used with, or null for the key's default.</param>
    /// <param name="importers">Importers to ask before the library's own.</param>
    /// <exception cref="MalformedContentException">No such key (<c>invalid-key</c>).</exception>
    public static PublicKey FromPem(string pem, string? algorithm = null, params IEnumerable<IKeyImporter> importers) =>
        FromSubjectPublicKeyInfo(PublicKeyPem.Read(pem), algorithm, importers);

    /// <summary>Reads a key from a SubjectPublicKeyInfo.</summary>
    /// <param name="subjectPublicKeyInfo">The SubjectPublicKeyInfo, DER (RFC 5280, 4.1.2.7).</param>
    /// <param name="algorithm">The one algorithm of <see cref="SignatureAlgorithms"/> that the key is used with, or null for the key's default.</param>
    /// <param name="importers">Importers to ask before the library's own.</param>
    /// <exception cref="MalformedContentException">No such key (<c>invalid-key</c>).</exception>
    public static PublicKey FromSubjectPublicKeyInfo(ReadOnlyMemory<byte> subjectPublicKeyInfo, string? algorithm = null, params IEnumerable<IKeyImporter> importers)
    {
        ArgumentNullException.ThrowIfNull(importers);
        ReadOnlyMemory<byte> kept = subjectPublicKeyInfo.ToArray();
        string oid = PublicKeyInfo.Read(kept).Oid;
        var importer = FindImporter(oid, importers)
            ?? throw Invalid("A key is of a kind that nothing here can verify with.", "ECDSA (P-256, P-384, P-521), RSA, Ed25519 or ML-DSA", KeyKinds.Describe(oid));
        return new(kept, importer.Import(kept, algorithm), algorithm);
    }

    /// <summary>The key itself, an encoded SubjectPublicKeyInfo.</summary>
    internal ReadOnlyMemory<byte> SubjectPublicKeyInfo => _subjectPublicKeyInfo;

    /// <summary>
    /// Whether the signature is this key's over the message. Of a message that is known by a digest only, it can be told
    /// for algorithms that sign that digest.
    /// </summary>
    public bool Verify(SignedMessage message, ReadOnlySpan<byte> signature)
    {
        ArgumentNullException.ThrowIfNull(message);
        return _key.Verify(message, signature);
    }

    /// <summary>Whether the signature is this key's over the data.</summary>
    public bool Verify(ReadOnlyMemory<byte> data, ReadOnlySpan<byte> signature) => Verify(SignedMessage.Of(data), signature);

    /// <summary>Frees what the key holds of the platform, for a key that is used once. It may be used again all the same.</summary>
    internal void Release() => (_key as IDisposable)?.Dispose();

    /// <summary>The key as PEM, <c>PUBLIC KEY</c>.</summary>
    public string ToPem() => PemEncoding.WriteString("PUBLIC KEY", _subjectPublicKeyInfo.Span);

    /// <inheritdoc />
    public override string ToString() => $"{Id} ({Algorithm})";

    internal static MalformedContentException Invalid(string message, string? expected = null, string? actual = null) =>
        new("invalid-key", message, expected, actual);

    private static IKeyImporter? FindImporter(string oid, IEnumerable<IKeyImporter> importers)
    {
        foreach (var importer in importers)
            if (importer.Reads(oid))
                return importer;
        return Array.Find(OwnImporters, importer => importer.Reads(oid));
    }
}
