namespace ImageProvenance.Testing;

/// <summary>BuildKit's attestation of one platform: the statement, the manifest that carries it and its entry in the index.</summary>
/// <remarks>BuildKit, exporter/containerimage/writer.go.</remarks>
internal sealed record AttestationParts(Platform Platform, TestContent Statement, TestContent Config, TestContent Manifest, Descriptor Listed)
{
    public static AttestationParts Create(PlatformImageParts image, BuildKitProvenance provenance)
    {
        var reference = provenance.Reference ?? image.Manifest.Descriptor;
        var statement = new TestContent(MediaTypes.InToto, WriteStatement(image, provenance))
        {
            Annotations = new Dictionary<string, string> { ["in-toto.io/predicate-type"] = provenance.AnnotatedPredicateType ?? provenance.EffectivePredicateType },
        };
        bool isArtifact = provenance.Form == AttestationForm.OciArtifact;
        var config = isArtifact ? TestContent.Empty : new TestContent(MediaTypes.OciConfig, WriteConfig(statement.Digest));
        var manifest = isArtifact
            ? ManifestJson.WriteImage(WithData(config), [statement.Descriptor], MediaTypes.DockerAttestationManifest, reference)
            : ManifestJson.WriteImage(config.Descriptor, [statement.Descriptor]);
        var listed = new Descriptor(manifest.MediaType, manifest.Digest, manifest.Bytes.Length)
        {
            Platform = new("unknown", "unknown"),
            Annotations = new Dictionary<string, string>
            {
                [ImageIndex.ReferenceDigestAnnotation] = reference.Digest.ToString(),
                [ImageIndex.ReferenceTypeAnnotation] = ImageIndex.AttestationManifestReference,
            },
        };
        return new(image.Platform, statement, config, manifest, listed);
    }

    private static byte[] WriteStatement(PlatformImageParts image, BuildKitProvenance provenance) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("_type", "https://in-toto.io/Statement/v0.1");
        json.WriteString("predicateType", provenance.EffectivePredicateType);
        json.WriteStartArray("subject");
        json.WriteStartObject();
        json.WriteString("name", provenance.SubjectNameFor(image.Platform));
        json.WriteDigestSet(provenance.SubjectDigest ?? image.Manifest.Digest);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WritePropertyName("predicate");
        if (provenance.PredicateJson is { } predicate)
            json.WriteRawValue(predicate);
        else if (provenance.Version == ProvenanceVersion.V02)
            BuildKitPredicateV02.Write(json, provenance);
        else
            BuildKitPredicateV1.Write(json, provenance);
        json.WriteEndObject();
    });

    // The statement is not compressed, so its digest is its diff id too.
    private static byte[] WriteConfig(Digest statement) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("architecture", "unknown");
        json.WriteString("os", "unknown");
        json.WriteStartObject("config");
        json.WriteEndObject();
        json.WriteStartObject("rootfs");
        json.WriteString("type", "layers");
        json.WriteStartArray("diff_ids");
        json.WriteStringValue(statement.ToString());
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    });

    private static Descriptor WithData(TestContent content) => new(content.MediaType, content.Digest, content.Bytes.Length) { Data = content.Bytes };
}
