using System.Formats.Asn1;

namespace ImageProvenance.Signatures;

/// <summary>The families of keys that logs have, and that entries name.</summary>
internal enum KeyFamily
{
    /// <summary>Another one; the value of <c>default</c>.</summary>
    Unknown = 0,

    /// <summary>ECDSA on a named curve of NIST's.</summary>
    Ecdsa,

    /// <summary>RSA.</summary>
    Rsa,

    /// <summary>Ed25519.</summary>
    Ed25519,
}

/// <summary>What a SubjectPublicKeyInfo says about its key: the family, the size of the curve or modulus in bits, and the bare key.</summary>
/// <remarks>RFC 5480, 2.1.1; RFC 3279, 2.3.1; RFC 8410, 3 and 4.</remarks>
internal readonly record struct KeyType(KeyFamily Family, int Bits, ReadOnlyMemory<byte> Bare)
{
    private static ReadOnlySpan<byte> EcPublicKey => [0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01];

    private static ReadOnlySpan<byte> RsaEncryption => [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01];

    private static ReadOnlySpan<byte> Ed25519 => [0x2B, 0x65, 0x70];

    private static ReadOnlySpan<byte> P256 => [0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07];

    private static ReadOnlySpan<byte> P384 => [0x2B, 0x81, 0x04, 0x00, 0x22];

    private static ReadOnlySpan<byte> P521 => [0x2B, 0x81, 0x04, 0x00, 0x23];

    /// <summary>Reads the type of a key; <c>default</c> for a key of another family, or of none.</summary>
    public static KeyType Of(ReadOnlyMemory<byte> subjectPublicKeyInfo)
    {
        try
        {
            return DerReader.Parse(subjectPublicKeyInfo, "invalid-key", "A key is no SubjectPublicKeyInfo.", Read);
        }
        catch (MalformedContentException)
        {
            return default;
        }
    }

    /// <inheritdoc />
    public override string ToString() => Family switch
    {
        KeyFamily.Ecdsa => $"ECDSA P-{Bits}",
        KeyFamily.Rsa => $"RSA {Bits} bits",
        KeyFamily.Ed25519 => "Ed25519",
        _ => "a key of another kind",
    };

    private static KeyType Read(ref DerReader der)
    {
        var info = der.ReadSequence();
        var algorithm = info.ReadSequence();
        var oid = algorithm.ReadOid().Span;
        var bare = info.ReadBitString();
        info.End();
        return oid.SequenceEqual(Ed25519) ? new(KeyFamily.Ed25519, 256, bare)
            : oid.SequenceEqual(EcPublicKey) && algorithm.NextIs(Asn1Tag.ObjectIdentifier) ? new(KeyFamily.Ecdsa, CurveBits(algorithm.ReadOid().Span), bare)
            : oid.SequenceEqual(RsaEncryption) ? new(KeyFamily.Rsa, ModulusBits(bare), bare)
            : default;
    }

    private static int CurveBits(ReadOnlySpan<byte> curve) =>
        curve.SequenceEqual(P256) ? 256 : curve.SequenceEqual(P384) ? 384 : curve.SequenceEqual(P521) ? 521 : 0;

    private static int ModulusBits(ReadOnlyMemory<byte> key)
    {
        var modulus = new DerReader(key).ReadSequence().ReadInteger().Span.TrimStart((byte)0);
        return modulus.IsEmpty ? 0 : (8 * modulus.Length) - (int.LeadingZeroCount(modulus[0]) - 24);
    }
}
