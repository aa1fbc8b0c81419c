using System.Text.Json;
using ImageProvenance.Attestations;

namespace ImageProvenance.Testing;

/// <summary>Writes Sigstore bundles.</summary>
/// <remarks>sigstore protobuf-specs, sigstore_bundle.proto.</remarks>
internal static class BundleWriter
{
    public static byte[] Write(SignedParts parts, SigningOptions options) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("mediaType", options.MediaType ?? MediaTypeOf(options.BundleVersion));
        json.WriteStartObject("verificationMaterial");
        WriteKeyMaterial(json, parts.Signer, options.BundleVersion);
        json.WriteStartArray("tlogEntries");
        foreach (var entry in parts.LogEntries)
            WriteLogEntry(json, entry);
        json.WriteEndArray();
        if (parts.Timestamps.Count > 0)
            WriteTimestamps(json, parts.Timestamps);
        json.WriteEndObject();
        WriteContent(json, parts);
        json.WriteEndObject();
    });

    private static string MediaTypeOf(SigstoreBundleVersion version) => version switch
    {
        SigstoreBundleVersion.V01 => "application/vnd.dev.sigstore.bundle+json;version=0.1",
        SigstoreBundleVersion.V02 => "application/vnd.dev.sigstore.bundle+json;version=0.2",
        SigstoreBundleVersion.V03 => MediaTypes.SigstoreBundle,
        _ => throw new ArgumentOutOfRangeException(nameof(version), version, null),
    };

    private static void WriteKeyMaterial(Utf8JsonWriter json, SigningKey signer, SigstoreBundleVersion version)
    {
        if (signer.Certificate is not { } certificate)
        {
            json.WriteStartObject("publicKey");
            json.WriteString("hint", signer.Key.Hint);
            json.WriteEndObject();
        }
        else if (version == SigstoreBundleVersion.V03)
        {
            json.WriteBytes("certificate", "rawBytes", certificate.Der);
        }
        else
        {
            json.WriteStartObject("x509CertificateChain");
            json.WriteCertificates([certificate.Der, .. certificate.Above]);
            json.WriteEndObject();
        }
    }

    private static void WriteLogEntry(Utf8JsonWriter json, WrittenLogEntry entry)
    {
        json.WriteStartObject();
        json.WriteInt64("logIndex", entry.LogIndex);
        json.WriteBytes("logId", "keyId", entry.LogId);
        json.WriteStartObject("kindVersion");
        json.WriteString("kind", entry.Kind);
        json.WriteString("version", entry.KindVersion);
        json.WriteEndObject();
        json.WriteInt64("integratedTime", entry.IntegratedTime);
        if (entry.Promise is { } promise)
            json.WriteBytes("inclusionPromise", "signedEntryTimestamp", promise);
        if (entry.Proof is { } proof)
            WriteProof(json, proof);
        json.WriteBase64String("canonicalizedBody", entry.Body);
        json.WriteEndObject();
    }

    private static void WriteProof(Utf8JsonWriter json, WrittenProof proof)
    {
        json.WriteStartObject("inclusionProof");
        json.WriteInt64("logIndex", proof.LogIndex);
        json.WriteBase64String("rootHash", proof.RootHash);
        json.WriteInt64("treeSize", proof.TreeSize);
        json.WriteStartArray("hashes");
        foreach (byte[] hash in proof.Hashes)
            json.WriteBase64StringValue(hash);
        json.WriteEndArray();
        json.WriteStartObject("checkpoint");
        json.WriteString("envelope", proof.Checkpoint);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteTimestamps(Utf8JsonWriter json, IReadOnlyList<byte[]> timestamps)
    {
        json.WriteStartObject("timestampVerificationData");
        json.WriteStartArray("rfc3161Timestamps");
        foreach (byte[] timestamp in timestamps)
        {
            json.WriteStartObject();
            json.WriteBase64String("signedTimestamp", timestamp);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteContent(Utf8JsonWriter json, SignedParts parts)
    {
        if (parts.Envelope is { } envelope)
        {
            json.WritePropertyName("dsseEnvelope");
            json.WriteRawValue(envelope.ToJson());
            return;
        }

        json.WriteStartObject("messageSignature");
        json.WriteStartObject("messageDigest");
        json.WriteString("algorithm", ProtobufJson.NameOf(parts.ClaimedDigest.Hash));
        json.WriteBase64String("digest", parts.ClaimedDigest.Digest);
        json.WriteEndObject();
        json.WriteBase64String("signature", parts.Signature);
        json.WriteEndObject();
    }
}
