using System.Security.Cryptography;

namespace ImageProvenance.Signatures;

/// <summary>
/// A public key of Ed25519, decoded once with the multiples that verifying needs. Immutable and thread-safe.
/// </summary>
/// <remarks>
/// RFC 8032, 5.1.7, by its strict reading: encodings are canonical, S is below L, [S]B = R + [k]A holds without the
/// cofactor, and a key of small order is none. Verification handles public data only, so it need not take constant time.
/// </remarks>
internal sealed class Ed25519Key
{
    /// <summary>The length of an encoded key, in bytes.</summary>
    public const int KeySize = 32;

    /// <summary>The length of a signature, in bytes: R and S.</summary>
    public const int SignatureSize = 64;

    private static readonly OddMultiples OfBasePoint = new(BasePoint(), width: 8);

    private readonly byte[] _encoded;
    private readonly OddMultiples _ofNegatedKey;

    private Ed25519Key(byte[] encoded, EdwardsPoint point) => (_encoded, _ofNegatedKey) = (encoded, new(-point, width: 5));

    // dom2(1, ""): RFC 8032, 2.
    private static ReadOnlySpan<byte> PrehashDomain => "SigEd25519 no Ed25519 collisions\u0001\0"u8;

    /// <summary>Decodes a key, 32 bytes; null if the bytes are no canonical encoding of a point, or one of small order.</summary>
    public static Ed25519Key? Decode(ReadOnlySpan<byte> encoded) =>
        EdwardsPoint.TryDecode(encoded, out var point) && !point.HasSmallOrder ? new(encoded.ToArray(), point) : null;

    /// <summary>Whether a signature of Ed25519 is this key's over the message.</summary>
    public bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) => Verify([], message, signature);

    /// <summary>Whether a signature of Ed25519ph, with no context, is this key's over the message of a SHA-512 hash.</summary>
    public bool VerifyPrehashed(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature) => Verify(PrehashDomain, hash, signature);

    private bool Verify(ReadOnlySpan<byte> domain, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != SignatureSize || !Scalar.TryDecode(signature[32..], out var s))
            return false;
        var k = Challenge(domain, signature[..32], message);

        // The sum is encoded canonically, so an R that is not cannot be equal to it.
        Span<byte> r = stackalloc byte[32];
        SumOfMultiples(s, k).Encode(r);
        return signature[..32].SequenceEqual(r);
    }

    // k = SHA-512(dom2 || R || A || M) mod L
    private Scalar Challenge(ReadOnlySpan<byte> domain, ReadOnlySpan<byte> r, ReadOnlySpan<byte> message)
    {
        using var sha512 = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
        sha512.AppendData(domain);
        sha512.AppendData(r);
        sha512.AppendData(_encoded);
        sha512.AppendData(message);
        Span<byte> hash = stackalloc byte[SHA512.HashSizeInBytes];
        sha512.GetHashAndReset(hash);
        return Scalar.Reduce(hash);
    }

    // [s]B - [k]A, both at once: the doublings are shared (Straus).
    private EdwardsPoint SumOfMultiples(in Scalar s, in Scalar k)
    {
        Span<sbyte> sDigits = stackalloc sbyte[Scalar.Digits], kDigits = stackalloc sbyte[Scalar.Digits];
        s.WriteDigits(sDigits, OfBasePoint.Width);
        k.WriteDigits(kDigits, _ofNegatedKey.Width);

        var sum = EdwardsPoint.Identity;
        for (int i = Math.Max(sDigits.LastIndexOfAnyExcept((sbyte)0), kDigits.LastIndexOfAnyExcept((sbyte)0)); i >= 0; i--)
        {
            sum = sum.Double();
            OfBasePoint.AddTo(ref sum, sDigits[i]);
            _ofNegatedKey.AddTo(ref sum, kDigits[i]);
        }

        return sum;
    }

    // y = 4 / 5 and x even: RFC 8032, 5.1.
    private static EdwardsPoint BasePoint()
    {
        Span<byte> encoded = stackalloc byte[KeySize];
        (FieldElement.From(4) * FieldElement.From(5).Invert()).Encode(encoded);
        return EdwardsPoint.TryDecode(encoded, out var point) ? point : throw new System.Diagnostics.UnreachableException();
    }
}
