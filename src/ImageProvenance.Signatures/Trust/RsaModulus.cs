namespace ImageProvenance.Signatures;

/// <summary>Looks at the size of RSA keys.</summary>
/// <remarks>RFC 8017, A.1.1: <c>RSAPublicKey ::= SEQUENCE { modulus INTEGER, publicExponent INTEGER }</c>.</remarks>
internal static class RsaModulus
{
    /// <summary>The bits of the modulus; null where the key is no RSA key.</summary>
    /// <exception cref="MalformedContentException">The key is malformed (<c>invalid-key</c>).</exception>
    public static int? BitsOf(SubjectPublicKeyInfo key) =>
        key.Algorithm.Span.SequenceEqual(Oids.RsaEncryption) ? DerReader.Parse(key.Key, "invalid-key", "An RSA key is malformed.", Read) : null;

    private static int Read(ref DerReader reader)
    {
        var key = reader.ReadSequence();
        var modulus = key.ReadInteger().Span.TrimStart((byte)0);
        key.ReadInteger();
        key.End();
        return modulus.IsEmpty ? 0 : (8 * modulus.Length) - byte.LeadingZeroCount(modulus[0]);
    }
}
