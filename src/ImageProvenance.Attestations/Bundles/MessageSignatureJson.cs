namespace ImageProvenance.Attestations;

/// <summary>Reads message signatures.</summary>
/// <remarks>The specification calls the digest a hint; every client refuses a bundle without it, and so does this.</remarks>
internal static class MessageSignatureJson
{
    private static readonly JsonMembers SignatureMembers = new("messageDigest", "signature");
    private static readonly JsonMembers DigestMembers = new("algorithm", "digest");

    public static MessageSignature Read(ref StrictJsonReader json)
    {
        MessageDigest? digest = null;
        byte[] signature = [];
        var scope = json.BeginObject(SignatureMembers);
        while (json.NextMember(ref scope) is { } member)
        {
            switch (member)
            {
                case "messageDigest": digest = ReadDigest(ref json); break;
                case "signature": signature = json.ReadBase64(); break;
            }
        }

        return signature.Length == 0 ? throw BundleJson.Invalid("The message signature of a bundle is empty.")
            : digest is not { Algorithm: not HashAlgorithmId.Unknown, Digest.Length: > 0 } ? throw BundleJson.Invalid("The message signature of a bundle does not say which digest it is about.")
            : new(signature, digest);
    }

    private static MessageDigest ReadDigest(ref StrictJsonReader json)
    {
        var algorithm = HashAlgorithmId.Unknown;
        byte[] digest = [];
        var scope = json.BeginObject(DigestMembers);
        while (json.NextMember(ref scope) is { } member)
        {
            switch (member)
            {
                case "algorithm": algorithm = ReadAlgorithm(ref json); break;
                case "digest": digest = json.ReadBase64(); break;
            }
        }

        return new(algorithm, digest);
    }

    // protobuf-JSON: the name of the value, or its number.
    private static HashAlgorithmId ReadAlgorithm(ref StrictJsonReader json)
    {
        if (json.ReadRaw().Span[0] != '"')
            return json.ReadInt64() is >= 0 and <= (long)HashAlgorithmId.Sha3Of384 and var number ? (HashAlgorithmId)number : throw Unknown(ref json);
        return json.ReadString() switch
        {
            "HASH_ALGORITHM_UNSPECIFIED" => HashAlgorithmId.Unknown,
            "SHA2_256" => HashAlgorithmId.Sha256,
            "SHA2_384" => HashAlgorithmId.Sha384,
            "SHA2_512" => HashAlgorithmId.Sha512,
            "SHA3_256" => HashAlgorithmId.Sha3Of256,
            "SHA3_384" => HashAlgorithmId.Sha3Of384,
            _ => throw Unknown(ref json),
        };
    }

    private static MalformedContentException Unknown(ref StrictJsonReader json) =>
        json.Error("names a hash algorithm that the specification does not have", "SHA2_256, SHA2_384, SHA2_512, SHA3_256 or SHA3_384");
}
