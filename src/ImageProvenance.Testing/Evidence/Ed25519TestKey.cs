using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace ImageProvenance.Testing;

/// <summary>
/// Ed25519 signing, which the framework does not have, as RFC 8032 writes it down, over big integers. Slow
/// (milliseconds) and with timing that tells the key: for tests only. Immutable and thread-safe.
/// </summary>
/// <remarks>RFC 8032, 5.1; Ed25519ph with an empty context is its 5.1 with <c>PH = SHA-512</c>.</remarks>
internal sealed class Ed25519TestKey
{
    public const int Bytes = 32;

    private static readonly byte[] PrehashPrefix = [.. Encoding.ASCII.GetBytes("SigEd25519 no Ed25519 collisions"), 1, 0];

    private readonly BigInteger _scalar;
    private readonly byte[] _prefix;
    private readonly byte[] _publicKey;

    /// <param name="seed">The private key, 32 bytes.</param>
    public Ed25519TestKey(ReadOnlySpan<byte> seed)
    {
        byte[] hash = SHA512.HashData(seed);
        hash[0] &= 0xF8;
        hash[31] = (byte)((hash[31] & 0x7F) | 0x40);
        (_scalar, _prefix) = (Number(hash.AsSpan(0, Bytes)), hash[Bytes..]);
        _publicKey = Ed25519TestPoint.Base.Times(_scalar).Encode();
    }

    /// <summary>The public key, 32 bytes.</summary>
    public ReadOnlySpan<byte> PublicKey => _publicKey;

    public static Ed25519TestKey Create() => new(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>Signs a message with pure Ed25519.</summary>
    public byte[] Sign(ReadOnlySpan<byte> message) => Sign([], message);

    /// <summary>Signs the SHA-512 of a message with Ed25519ph.</summary>
    public byte[] SignPrehashed(ReadOnlySpan<byte> message) => Sign(PrehashPrefix, SHA512.HashData(message));

    private byte[] Sign(byte[] domain, ReadOnlySpan<byte> message)
    {
        var nonce = HashToScalar([.. domain, .. _prefix, .. message]);
        byte[] commitment = Ed25519TestPoint.Base.Times(nonce).Encode();
        var challenge = HashToScalar([.. domain, .. commitment, .. _publicKey, .. message]);
        return [.. commitment, .. Ed25519TestPoint.Encode((nonce + (challenge * _scalar)) % Ed25519TestPoint.Order)];
    }

    private static BigInteger HashToScalar(byte[] bytes) => Number(SHA512.HashData(bytes)) % Ed25519TestPoint.Order;

    private static BigInteger Number(ReadOnlySpan<byte> littleEndian) => new(littleEndian, isUnsigned: true);
}
