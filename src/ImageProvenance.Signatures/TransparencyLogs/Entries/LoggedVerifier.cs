namespace ImageProvenance.Signatures;

/// <summary>Who made a signature, and how, as the second Rekor writes it: an algorithm, and a certificate or a public key in base64 of DER.</summary>
/// <remarks>rekor-tiles, api/proto/rekor/v2/verifier.proto, <c>Verifier</c>.</remarks>
internal readonly record struct LoggedVerifier(ReadOnlyMemory<byte> KeyDetails, bool IsCertificate, ReadOnlyMemory<byte> RawBytes)
{
    private static readonly JsonMembers Members = new("keyDetails", "x509Certificate", "publicKey");
    private static readonly JsonMembers BytesMembers = new("rawBytes");

    public static LoggedVerifier Read(ref StrictJsonReader json)
    {
        ReadOnlyMemory<byte> keyDetails = default, certificate = default, publicKey = default;
        var scope = json.BeginObject(Members);
        while (json.NextMember(ref scope) is { } member)
        {
            switch (member)
            {
                case "keyDetails": keyDetails = EntryBody.ReadPlainText(ref json); break;
                case "x509Certificate": certificate = EntryBody.ReadOnly(ref json, BytesMembers); break;
                case "publicKey": publicKey = EntryBody.ReadOnly(ref json, BytesMembers); break;
            }
        }

        return certificate.IsEmpty != publicKey.IsEmpty
            ? new(keyDetails, publicKey.IsEmpty, publicKey.IsEmpty ? certificate : publicKey)
            : throw EntryBody.Malformed("does not say by which key its signature is", "a certificate or a public key", certificate.IsEmpty ? "neither" : "both");
    }
}
