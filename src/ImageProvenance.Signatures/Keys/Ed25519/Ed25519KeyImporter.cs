using System.Security.Cryptography;

namespace ImageProvenance.Signatures;

/// <summary>Ed25519, and Ed25519ph, which signs a SHA-512 hash: the framework has neither, so the arithmetic is ours.</summary>
internal sealed class Ed25519KeyImporter : IKeyImporter
{
    private const string Ed25519Oid = "1.3.101.112";
    private const string Default = SignatureAlgorithms.Ed25519 + "|" + SignatureAlgorithms.Ed25519Ph;

    public bool Reads(string keyOid) => keyOid == Ed25519Oid;

    public IVerificationKey Import(ReadOnlyMemory<byte> subjectPublicKeyInfo, string? algorithm)
    {
        if (algorithm is not (null or SignatureAlgorithms.Ed25519 or SignatureAlgorithms.Ed25519Ph))
            throw PublicKey.Invalid("A key cannot be used with the algorithm that is named for it.", $"{SignatureAlgorithms.Ed25519} or {SignatureAlgorithms.Ed25519Ph}", algorithm);

        // RFC 8410, 3: parameters are absent, not NULL.
        var info = PublicKeyInfo.Read(subjectPublicKeyInfo);
        if (!info.Parameters.IsEmpty)
            throw PublicKey.Invalid("An Ed25519 key has parameters.", "no parameters", $"{info.Parameters.Length} bytes");
        if (info.Key.Length != Ed25519Key.KeySize)
            throw PublicKey.Invalid("An Ed25519 key has another length.", $"{Ed25519Key.KeySize} bytes", $"{info.Key.Length} bytes");
        var key = Ed25519Key.Decode(info.Key.Span)
            ?? throw PublicKey.Invalid("An Ed25519 key is no point of the curve by its one encoding, or one of small order.", "a point of the curve", Convert.ToHexStringLower(info.Key.Span));
        return new Key(key, algorithm);
    }

    private sealed class Key(Ed25519Key key, string? algorithm) : IVerificationKey
    {
        public string Algorithm => algorithm ?? Default;

        // The two put different words before what they hash, so no signature of one is one of the other: trying both is safe.
        public bool Verify(SignedMessage message, ReadOnlySpan<byte> signature) =>
            (algorithm != SignatureAlgorithms.Ed25519Ph && message.Bytes is { } bytes && key.Verify(bytes.Span, signature)) ||
            (algorithm != SignatureAlgorithms.Ed25519 && message.TryHash(HashAlgorithmName.SHA512, out var hash) && key.VerifyPrehashed(hash.Span, signature));
    }
}
