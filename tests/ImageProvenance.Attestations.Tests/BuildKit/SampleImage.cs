using System.Text.Json.Nodes;

namespace ImageProvenance.Attestations.Tests;

/// <summary>An index of one image for linux/amd64 with provenance that fits; each part can be made not to.</summary>
internal sealed record SampleImage
{
    public static readonly VerifiedBytes Image = VerifiedBytes.Hash("an image manifest"u8.ToArray());

    public string Location { get; init; } = "ghcr.io/acme/app:1";
    public string DescriptorPlatform { get; init; } = """{"os":"linux","architecture":"amd64"}""";
    public string? Config { get; init; } = """{"os":"linux","architecture":"amd64"}""";
    public string Subjects { get; init; } = Subject("pkg:docker/ghcr.io/acme/app@1?platform=linux%2Famd64");
    public string PredicateType { get; init; } = PredicateTypes.SlsaProvenanceV1;
    public string? Annotation { get; init; } = PredicateTypes.SlsaProvenanceV1;
    public string ReferenceType { get; init; } = ImageIndex.AttestationManifestReference;
    public string Reference { get; init; } = Image.Digest.ToString();
    public Descriptor? CarrierSubject { get; init; }
    public Failure? Failure { get; init; }
    public bool IsOpened { get; init; } = true;
    public bool IsListedTwice { get; init; }
    public bool HasSbom { get; init; }
    public bool IsSbomOpened { get; init; } = true;

    public static Descriptor ImageDescriptor(long? size = null, string mediaType = MediaTypes.OciManifest) => new(mediaType, Image.Digest, size ?? Image.Memory.Length);

    public static string Subject(string name, string? hex = null) => $$$"""{"name":"{{{name}}}","digest":{"sha256":"{{{hex ?? Image.Digest.Hex}}}"}}""";

    public ConsistencyResult Check() => Check(Evidence());

    public ConsistencyResult Check(IReadOnlyList<Evidence> evidence)
    {
        var index = (ImageIndex)ManifestDocument.Parse(VerifiedBytes.Hash(Malformed.Utf8(Index().ToJsonString())));
        var image = PinnedImage.From(ImageLocation.Parse(Location), index.Content.Memory, null);
        var descriptor = index.Manifests[0];
        return ImageConsistency.Check(image, new PlatformImage(descriptor.Platform, descriptor)
        {
            Config = Config is null ? null : ImageConfig.Parse(VerifiedBytes.Hash(Malformed.Utf8(Config))),
        }, evidence);
    }

    public IReadOnlyList<Evidence> Evidence(Digest? subject = null)
    {
        var found = new List<DiscoveredEvidence>();
        if (IsOpened)
            found.Add(Found.In(Carrier(), Failure is null ? Statement() : null, Failure, subject ?? Image.Digest));
        if (HasSbom && IsSbomOpened)
            found.Add(Found.In(Carrier(), Sbom, null, subject ?? Image.Digest, layer: 1));
        return found.SelectMany(EvidenceReader.Read).ToList();
    }

    private static string Sbom => $$$"""{"_type":"https://in-toto.io/Statement/v0.1","subject":[{{{Subject("_", new string('c', 64))}}}],"predicateType":"https://spdx.dev/Document"}""";

    private string Statement() => $$$"""{"_type":"https://in-toto.io/Statement/v0.1","subject":[{{{Subjects}}}],"predicateType":"{{{PredicateType}}}","predicate":{}}""";

    private ImageManifest Carrier()
    {
        List<JsonObject> layers = [Found.Descriptor(MediaTypes.InToto, Malformed.Utf8(Statement()), Annotation is null ? [] : [(ImageConsistency.PredicateTypeAnnotation, Annotation)])];
        if (HasSbom)
            layers.Add(Found.Descriptor(MediaTypes.InToto, Malformed.Utf8(Sbom), [(ImageConsistency.PredicateTypeAnnotation, PredicateTypes.SpdxDocument)]));
        return Found.Manifest(CarrierSubject, [.. layers]);
    }

    private JsonObject Index()
    {
        var image = Found.Descriptor(MediaTypes.OciManifest, Image.Memory, []);
        image["platform"] = JsonNode.Parse(DescriptorPlatform);
        var children = new JsonArray(image, Attestation(Carrier().Content));
        if (IsListedTwice)
            children.Add(Attestation(VerifiedBytes.Hash("another"u8.ToArray())));
        return new() { ["schemaVersion"] = 2, ["mediaType"] = MediaTypes.OciIndex, ["manifests"] = children };
    }

    private JsonObject Attestation(VerifiedBytes manifest)
    {
        var child = Found.Descriptor(MediaTypes.OciManifest, manifest.Memory, [(ImageIndex.ReferenceTypeAnnotation, ReferenceType), (ImageIndex.ReferenceDigestAnnotation, Reference)]);
        child["platform"] = JsonNode.Parse("""{"os":"unknown","architecture":"unknown"}""");
        return child;
    }
}
