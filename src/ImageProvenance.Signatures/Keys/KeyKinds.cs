namespace ImageProvenance.Signatures;

/// <summary>The names of kinds of keys that are refused, so that the refusal says what the file holds.</summary>
internal static class KeyKinds
{
    /// <summary>The kind by its object identifier, and the identifier itself.</summary>
    public static string Describe(string oid) => oid switch
    {
        "1.3.101.110" => $"X25519 ({oid})",
        "1.3.101.113" => $"Ed448 ({oid})",
        "1.2.840.10040.4.1" => $"DSA ({oid})",
        "1.2.840.113549.1.1.10" => $"RSA restricted to PSS ({oid})",
        "1.3.132.0.10" => $"secp256k1 ({oid})",
        _ => $"object identifier {oid}",
    };
}
