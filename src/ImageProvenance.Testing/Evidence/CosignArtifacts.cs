using ImageProvenance.Attestations;

namespace ImageProvenance.Testing;

/// <summary>
/// Evidence made with a key, in the shape that cosign gives it: the parts, so that a test can take a true one and put
/// something false in its place. Thread-safe.
/// </summary>
/// <remarks>cosign 3: specs/SIGNATURE_SPEC.md, specs/ATTESTATION_SPEC.md, specs/BUNDLE_SPEC.md; DSSE 1.0, protocol.md.</remarks>
public static class CosignArtifacts
{
    /// <summary>The predicate type of the statement that signs an image in a bundle.</summary>
    public const string SignaturePredicateType = PredicateTypes.CosignSign;

    /// <summary>The annotation of a layer that holds its signature in base64; empty on attestations.</summary>
    public const string SignatureAnnotation = CosignAnnotations.SignatureKey;

    /// <summary>The payload of a simple signing signature.</summary>
    /// <param name="image">The digest that is signed.</param>
    /// <param name="dockerReference">The image's name without tag and digest, such as <c>ghcr.io/acme/app</c>; cosign does not check it.</param>
    /// <param name="annotations">The signer's annotations, or null.</param>
    public static byte[] SimpleSigningPayload(Digest image, string dockerReference, IReadOnlyDictionary<string, string>? annotations = null) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteStartObject("critical");
        json.WriteStartObject("identity");
        json.WriteString("docker-reference", dockerReference);
        json.WriteEndObject();
        json.WriteStartObject("image");
        json.WriteString("docker-manifest-digest", image.ToString());
        json.WriteEndObject();
        json.WriteString("type", "cosign container image signature");
        json.WriteEndObject();
        if (annotations is null)
            json.WriteNull("optional");
        else
            json.WriteMap("optional", annotations);
        json.WriteEndObject();
    });

    /// <summary>The layer of a <c>.sig</c> manifest: a payload, with its signature in the annotation.</summary>
    public static TestContent SignatureLayer(TestKey key, ReadOnlyMemory<byte> payload)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new(MediaTypes.CosignSimpleSigning, payload)
        {
            Annotations = new Dictionary<string, string> { [SignatureAnnotation] = Convert.ToBase64String(key.Sign(payload.Span)) },
        };
    }

    /// <summary>The statement that signs an image: version 1, a subject without a name, an empty predicate.</summary>
    public static byte[] SignatureStatement(Digest image) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("_type", "https://in-toto.io/Statement/v1");
        json.WriteStartArray("subject");
        json.WriteStartObject();
        json.WriteDigestSet(image);
        json.WriteStartObject("annotations");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteString("predicateType", SignaturePredicateType);
        json.WriteStartObject("predicate");
        json.WriteEndObject();
        json.WriteEndObject();
    });

    /// <summary>An attestation's statement, version 0.1 as <c>cosign attest</c> writes it.</summary>
    /// <param name="image">The subject's digest.</param>
    /// <param name="predicateType">The predicate type, in full.</param>
    /// <param name="predicateJson">The predicate as JSON.</param>
    /// <param name="subjectName">The subject's name: for cosign the image's name without tag and digest.</param>
    public static byte[] Statement(Digest image, string predicateType, string predicateJson, string subjectName) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("_type", "https://in-toto.io/Statement/v0.1");
        json.WriteStartArray("subject");
        json.WriteStartObject();
        json.WriteString("name", subjectName);
        json.WriteDigestSet(image);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteString("predicateType", predicateType);
        json.WritePropertyName("predicate");
        json.WriteRawValue(predicateJson);
        json.WriteEndObject();
    });

    /// <summary>A DSSE envelope around a payload, with one signature and no key id.</summary>
    public static byte[] Envelope(TestKey key, ReadOnlyMemory<byte> payload, string payloadType = MediaTypes.InToto)
    {
        ArgumentNullException.ThrowIfNull(key);
        byte[] signature = key.Sign(DssePreAuthEncoding.Encode(payloadType, payload.Span));
        return JsonText.Write(json =>
        {
            json.WriteStartObject();
            json.WriteBase64String("payload", payload.Span);
            json.WriteString("payloadType", payloadType);
            json.WriteStartArray("signatures");
            json.WriteStartObject();
            json.WriteBase64String("sig", signature);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    /// <summary>The layer of an <c>.att</c> manifest: an envelope.</summary>
    public static TestContent AttestationLayer(ReadOnlyMemory<byte> envelope, string predicateType) => new(MediaTypes.Dsse, envelope)
    {
        Annotations = new Dictionary<string, string> { [SignatureAnnotation] = "", ["predicateType"] = predicateType },
    };

    /// <summary>A Sigstore bundle, version 0.3, of an envelope that a key has signed; the key is named by its hint.</summary>
    public static byte[] Bundle(TestKey key, ReadOnlyMemory<byte> envelope)
    {
        ArgumentNullException.ThrowIfNull(key);
        return JsonText.Write(json =>
        {
            json.WriteStartObject();
            json.WriteString("mediaType", MediaTypes.SigstoreBundle);
            json.WriteStartObject("verificationMaterial");
            json.WriteStartObject("publicKey");
            json.WriteString("hint", key.Hint);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WritePropertyName("dsseEnvelope");
            json.WriteRawValue(envelope.Span);
            json.WriteEndObject();
        });
    }

    /// <summary>The artifact that carries a bundle.</summary>
    /// <param name="bundle">The bundle.</param>
    /// <param name="predicateType">The predicate type of the statement within.</param>
    /// <param name="created">The time in the manifest's annotation; null for the start of 1970, which keeps digests the same.</param>
    public static Referrer BundleReferrer(ReadOnlyMemory<byte> bundle, string predicateType, DateTimeOffset? created = null) =>
        new(MediaTypes.SigstoreBundle, new TestContent(MediaTypes.SigstoreBundle, bundle))
        {
            Annotations = new Dictionary<string, string>
            {
                ["dev.sigstore.bundle.content"] = "dsse-envelope",
                ["dev.sigstore.bundle.predicateType"] = predicateType,
                ["org.opencontainers.image.created"] = (created ?? DateTimeOffset.UnixEpoch).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null),
            },
        };
}
