using System.Text;
using ImageProvenance.Attestations;

namespace ImageProvenance.Testing;

/// <summary>Writes the layers behind cosign's tags: what vouches for a signature is in annotations.</summary>
/// <remarks>cosign, specs/SIGNATURE_SPEC.md, "Annotations". There is no place for an inclusion proof, and so none for Rekor v2.</remarks>
internal static class CosignLayers
{
    public static TestContent Signature(ReadOnlyMemory<byte> payload, SignedParts parts) => new(MediaTypes.CosignSimpleSigning, payload)
    {
        Annotations = Annotations(parts, Convert.ToBase64String(parts.Signature)),
    };

    public static TestContent Attestation(string predicateType, SignedParts parts) => new(MediaTypes.Dsse, parts.Envelope!.ToJson())
    {
        Annotations = new SortedDictionary<string, string>(Annotations(parts, ""), StringComparer.Ordinal) { [CosignAnnotations.PredicateTypeKey] = predicateType },
    };

    private static SortedDictionary<string, string> Annotations(SignedParts parts, string signature)
    {
        var annotations = new SortedDictionary<string, string>(StringComparer.Ordinal) { [CosignAnnotations.SignatureKey] = signature };
        if (parts.Signer.Certificate is { } certificate)
        {
            annotations[CosignAnnotations.CertificateKey] = certificate.Pem;
            annotations[CosignAnnotations.ChainKey] = string.Concat(certificate.Authority.Select(IssuedCertificate.PemOf));
        }

        if (parts.LogEntries.FirstOrDefault(entry => entry.Promise is not null) is { } logged)
            annotations[CosignAnnotations.RekorBundleKey] = Text(RekorBundle(logged));
        if (parts.Timestamps is [{ } timestamp, ..])
            annotations[CosignAnnotations.Rfc3161TimestampKey] = Text(Timestamp(timestamp));
        return annotations;
    }

    private static byte[] RekorBundle(WrittenLogEntry entry) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteBase64String("SignedEntryTimestamp", entry.Promise);
        json.WriteStartObject("Payload");
        json.WriteBase64String("body", entry.Body);
        json.WriteNumber("integratedTime", entry.IntegratedTime);
        json.WriteNumber("logIndex", entry.LogIndex);
        json.WriteString("logID", Convert.ToHexStringLower(entry.LogId));
        json.WriteEndObject();
        json.WriteEndObject();
    });

    private static byte[] Timestamp(byte[] timestamp) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteBase64String("SignedRFC3161Timestamp", timestamp);
        json.WriteEndObject();
    });

    private static string Text(byte[] json) => Encoding.UTF8.GetString(json);
}
