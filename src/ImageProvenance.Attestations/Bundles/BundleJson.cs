namespace ImageProvenance.Attestations;

/// <summary>Reads bundles: the outer object and the content that is signed.</summary>
/// <remarks>sigstore protobuf-specs, sigstore_bundle.proto. Names are lowerCamelCase only, as the client specification asks.</remarks>
internal static class BundleJson
{
    private static readonly JsonMembers Known = new("mediaType", "verificationMaterial", "messageSignature", "dsseEnvelope");

    public static SigstoreBundle Read(ref StrictJsonReader json)
    {
        string? mediaType = null;
        VerificationMaterial? material = null;
        MessageSignature? messageSignature = null;
        DsseEnvelope? envelope = null;

        var scope = json.BeginObject(Known);
        while (json.NextMember(ref scope) is { } member)
        {
            switch (member)
            {
                case "mediaType": mediaType = json.ReadString(); break;
                case "verificationMaterial": material = VerificationMaterialJson.Read(ref json); break;
                case "messageSignature": messageSignature = MessageSignatureJson.Read(ref json); break;
                case "dsseEnvelope": envelope = DsseEnvelopeJson.ReadInBundle(ref json); break;
            }
        }

        var version = BundleMediaType.VersionOf(mediaType);
        if (material is not null)
            BundleShape.Check(version, material);
        return (material, messageSignature, envelope) switch
        {
            (null, _, _) => throw Invalid("A bundle has no verification material."),
            (_, null, null) or (_, not null, not null) =>
                throw Invalid("A bundle must have one signed content.", "a message signature or an envelope", envelope is null ? "neither" : "both"),
            _ => new()
            {
                MediaType = mediaType!,
                Version = version,
                KeyMaterial = material.Key,
                TlogEntries = material.TlogEntries,
                Rfc3161Timestamps = material.Timestamps,
                MessageSignature = messageSignature,
                DsseEnvelope = envelope,
            },
        };
    }

    public static MalformedContentException Invalid(string message, string? expected = null, string? actual = null) =>
        new("invalid-bundle", message, expected, actual);
}
