namespace ImageProvenance.Signatures;

/// <summary>Names the kind and size of a certificate's key, for people.</summary>
internal static class KeyName
{
    /// <summary>The kind with curve or bits, such as <c>ecdsa-p384</c>, <c>rsa-4096</c> or <c>ed25519</c>.</summary>
    /// <param name="subjectPublicKeyInfo">A key that has been imported, or can be.</param>
    /// <exception cref="MalformedContentException">It is none (<c>invalid-key</c>).</exception>
    public static string Of(ReadOnlyMemory<byte> subjectPublicKeyInfo)
    {
        var key = SubjectPublicKeyInfo.Parse(subjectPublicKeyInfo);
        var curve = key.Parameters.Span is [0x06, _, .. var content] ? content : default;
        return RsaModulus.BitsOf(key) is { } bits ? $"rsa-{bits}"
            : curve.SequenceEqual(Oids.P256) ? "ecdsa-p256"
            : curve.SequenceEqual(Oids.P384) ? "ecdsa-p384"
            : curve.SequenceEqual(Oids.P521) ? "ecdsa-p521"
            : key.Algorithm.Span.SequenceEqual(Oids.Ed25519) ? "ed25519"
            : Oids.ToText(key.Algorithm.Span);
    }
}
