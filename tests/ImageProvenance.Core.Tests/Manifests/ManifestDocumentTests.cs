namespace ImageProvenance.Core.Tests;

public sealed class ManifestDocumentTests
{
    private const string Config = ManifestJson.Config;
    private const string Layer = ManifestJson.Layer;

    private static ManifestDocument Parse(string json, string? declared = null) => ManifestDocument.Parse(Some.Content(json), declared);

    private static Failure RefusedAsInvalid(string json, string? declared = null) =>
        Refused.With("invalid-manifest", () => Parse(json, declared));

    [TestCase(MediaTypes.OciManifest)]
    [TestCase(MediaTypes.DockerManifest)]
    public void A_manifest_of_OCI_or_Docker_is_read(string mediaType)
    {
        byte[] bytes = ManifestJson.Manifest(mediaType, ""","artifactType":"a/b","annotations":{"k":"v"}""");

        var manifest = (ImageManifest)ManifestDocument.Parse(VerifiedBytes.Hash(bytes), mediaType);

        Assert.Multiple(() =>
        {
            Assert.That(manifest.MediaType, Is.EqualTo(mediaType));
            Assert.That(manifest.Digest, Is.EqualTo(Digest.Of(bytes)));
            Assert.That(manifest.Config.MediaType, Is.EqualTo(MediaTypes.OciConfig));
            Assert.That(manifest.Layers.Single().Size, Is.EqualTo(3));
            Assert.That(manifest.ArtifactType, Is.EqualTo("a/b"));
            Assert.That(manifest.Annotations["k"], Is.EqualTo("v"));
            Assert.That(manifest.Subject, Is.Null);
        });
    }

    [TestCase(MediaTypes.OciIndex)]
    [TestCase(MediaTypes.DockerIndex)]
    public void An_index_of_OCI_or_Docker_is_read(string mediaType)
    {
        var index = (ImageIndex)Parse($$"""{"schemaVersion":2,"mediaType":"{{mediaType}}","manifests":[{{Layer}}],"subject":{{Config}}}""", mediaType);

        Assert.That(index.MediaType, Is.EqualTo(mediaType));
        Assert.That(index.Manifests, Has.Count.EqualTo(1));
        Assert.That(index.Subject?.Digest, Is.EqualTo(Some.Sha256));
    }

    [TestCase("application/json")]
    [TestCase("application/octet-stream")]
    [TestCase(null)]
    public void Under_a_general_media_type_the_document_decides_what_it_is(string? declared)
    {
        Assert.Multiple(() =>
        {
            Assert.That(Parse($$"""{"schemaVersion":2,"config":{{Config}},"layers":[]}""", declared).MediaType, Is.EqualTo(MediaTypes.OciManifest));
            Assert.That(Parse("""{"schemaVersion":2,"manifests":[]}""", declared).MediaType, Is.EqualTo(MediaTypes.OciIndex));
            Assert.That(Parse($$"""{"schemaVersion":2,"mediaType":"{{MediaTypes.DockerIndex}}","manifests":[]}""", declared).MediaType, Is.EqualTo(MediaTypes.DockerIndex));
        });
    }

    [TestCase(MediaTypes.OciManifest)]
    [TestCase(MediaTypes.DockerManifest)]
    public void A_document_without_a_media_type_has_the_one_it_was_served_as(string declared) =>
        Assert.That(Parse($$"""{"schemaVersion":2,"config":{{Config}}}""", declared).MediaType, Is.EqualTo(declared));

    [TestCase("\"manifests\":[],\"layers\":[]")]
    [TestCase("\"manifests\":[],\"config\":" + Config)]
    [TestCase("\"manifests\":[" + Layer + "],\"config\":" + Config + ",\"layers\":[]")]
    public void A_document_that_is_both_manifest_and_index_is_refused(string members)
    {
        Failure[] failures =
        [
            RefusedAsInvalid($$"""{"schemaVersion":2,{{members}}}"""),
            RefusedAsInvalid($$"""{"schemaVersion":2,"mediaType":"{{MediaTypes.OciIndex}}",{{members}}}""", MediaTypes.OciIndex),
            RefusedAsInvalid($$"""{"schemaVersion":2,"mediaType":"{{MediaTypes.OciManifest}}",{{members}}}""", MediaTypes.OciManifest),
        ];

        Assert.That(failures.Select(failure => failure.Actual), Is.All.EqualTo("both"));
    }

    [TestCase(MediaTypes.OciIndex, "\"config\":" + Config)]
    [TestCase(MediaTypes.DockerIndex, "\"config\":" + Config + ",\"layers\":[]")]
    [TestCase(MediaTypes.OciIndex, "\"layers\":[]")]
    [TestCase(MediaTypes.OciManifest, "\"manifests\":[]")]
    [TestCase(MediaTypes.DockerManifest, "\"manifests\":[" + Layer + "]")]
    [TestCase(MediaTypes.OciManifest, "\"layers\":[]")]
    [TestCase(MediaTypes.OciManifest, "\"annotations\":{}")]
    [TestCase(MediaTypes.OciConfig, "\"config\":" + Config)]
    [TestCase("", "\"config\":" + Config)]
    [TestCase("application/json", "\"manifests\":[]")]
    public void A_document_whose_members_are_not_its_media_types_is_refused(string mediaType, string members)
    {
        RefusedAsInvalid($$"""{"schemaVersion":2,"mediaType":"{{mediaType}}",{{members}}}""");
        RefusedAsInvalid($$"""{"schemaVersion":2,{{members}}}""", mediaType == "application/json" ? MediaTypes.OciManifest : mediaType);
    }

    [TestCase(MediaTypes.OciManifest, MediaTypes.OciIndex)]
    [TestCase(MediaTypes.OciManifest, MediaTypes.DockerManifest)]
    [TestCase(MediaTypes.DockerManifest, MediaTypes.OciManifest)]
    public void A_document_that_names_another_media_type_than_it_was_served_as_is_refused(string body, string declared)
    {
        var failure = Refused.With("invalid-manifest", () => ManifestDocument.Parse(VerifiedBytes.Hash(ManifestJson.Manifest(body)), declared));

        Assert.That((failure.Expected, failure.Actual), Is.EqualTo((declared, body)));
    }

    [TestCase("text/html")]
    [TestCase("")]
    [TestCase(MediaTypes.OciConfig)]
    [TestCase("application/vnd.docker.distribution.manifest.v1+json")]
    [TestCase("application/vnd.docker.distribution.manifest.v1+prettyjws")]
    [TestCase("application/vnd.oci.image.manifest.v1+json; charset=utf-8")]
    public void A_document_served_as_something_that_is_no_manifest_is_refused(string declared) =>
        Refused.With("invalid-manifest", () => ManifestDocument.Parse(VerifiedBytes.Hash(ManifestJson.Manifest()), declared));

    [TestCase("\"schemaVersion\":1,", "1")]
    [TestCase("\"schemaVersion\":3,", "3")]
    [TestCase("\"schemaVersion\":null,", "none")]
    [TestCase("", "none")]
    public void Docker_schema_1_and_other_versions_are_refused(string version, string found)
    {
        var failure = RefusedAsInvalid($$"""{{{version}}"config":{{Config}},"layers":[]}""");

        Assert.That(failure.Actual, Is.EqualTo(found));
    }

    [Test]
    public void A_schema_1_manifest_with_its_own_members_is_refused() =>
        RefusedAsInvalid("""{"schemaVersion":1,"name":"a","tag":"b","architecture":"amd64","fsLayers":[],"history":[],"signatures":[]}""");

    [Test]
    public void Arrays_that_are_null_read_as_absent()
    {
        Assert.Multiple(() =>
        {
            Assert.That(((ImageManifest)Parse($$"""{"schemaVersion":2,"config":{{Config}},"layers":null,"manifests":null}""")).Layers, Is.Empty);
            Assert.That(((ImageIndex)Parse($$"""{"schemaVersion":2,"mediaType":"{{MediaTypes.OciIndex}}","manifests":null,"layers":null,"config":null}""")).Manifests, Is.Empty);
            Assert.That(((ImageIndex)Parse("""{"schemaVersion":2,"manifests":[],"annotations":null,"subject":null}""")).Annotations, Is.Empty);
        });
        RefusedAsInvalid("""{"schemaVersion":2,"manifests":null,"config":null}""");
    }

    [TestCase("[]")]
    [TestCase("null")]
    [TestCase("\"manifest\"")]
    [TestCase("{\"schemaVersion\":\"2\"}")]
    [TestCase("{\"schemaVersion\":2,\"layers\":{}}")]
    [TestCase("{\"schemaVersion\":2,\"manifests\":[null]}")]
    [TestCase("{\"schemaVersion\":2,\"config\":[]}")]
    [TestCase("{\"schemaVersion\":2,\"subject\":\"x\"}")]
    [TestCase("{\"schemaVersion\":2,\"mediaType\":2}")]
    [TestCase("{\"schemaVersion\":2,\"artifactType\":{}}")]
    [TestCase("{\"schemaVersion\":2,\"annotations\":{\"a\":1}}")]
    public void A_member_of_another_kind_is_refused(string json) => Refused.With("malformed-json", () => Parse(json));

    [TestCase("schemaVersion", "2")]
    [TestCase("mediaType", "\"" + MediaTypes.OciManifest + "\"")]
    [TestCase("config", Config)]
    [TestCase("layers", "[]")]
    [TestCase("annotations", "{}")]
    public void A_member_given_twice_or_in_another_case_is_refused(string member, string value)
    {
        Refused.With("malformed-json", () => Parse($$"""{"{{member}}":{{value}},"{{member}}":{{value}}}"""));
        Refused.With("malformed-json", () => Parse($$"""{"{{member}}":{{value}},"{{member.ToUpperInvariant()}}":{{value}}}"""));
    }

    [Test]
    public void Members_of_others_are_ignored() =>
        Assert.That(Parse($$"""{"schemaVersion":2,"x":{"layers":[1]},"config":{{Config}},"urls":["https://e.com"]}"""), Is.InstanceOf<ImageManifest>());

    [Test]
    public void More_descriptors_than_the_cap_are_refused()
    {
        Assert.That(((ImageIndex)Parse(IndexOf(10_000))).Manifests, Has.Count.EqualTo(10_000));
        Refused.With("too-many", () => Parse(IndexOf(10_001)));
        Refused.With("too-many", () => Parse($$"""{"schemaVersion":2,"config":{{Config}},"layers":[{{string.Join(",", Enumerable.Repeat(Layer, 10_001))}}]}"""));

        static string IndexOf(int count) => $$"""{"schemaVersion":2,"manifests":[{{string.Join(",", Enumerable.Repeat(Layer, count))}}]}""";
    }

    [Test]
    public void More_annotations_than_the_cap_are_refused()
    {
        Assert.That(Parse(Annotated(1000)).Annotations, Has.Count.EqualTo(1000));
        Refused.With("too-many", () => Parse(Annotated(1001)));
        Refused.With("too-many", () => Parse($$"""{"schemaVersion":2,"manifests":[{{Layer[..^1]}},{{Annotations(1001)}}}]}"""));

        static string Annotated(int count) => $$"""{"schemaVersion":2,"config":{{Config}},{{Annotations(count)}}}""";
        static string Annotations(int count) => $$""" "annotations":{{{string.Join(",", Enumerable.Range(0, count).Select(i => $"\"{i}\":\"\""))}}}""";
    }

    [Test]
    public void A_document_describes_itself_by_what_was_proven_of_it()
    {
        byte[] bytes = ManifestJson.Manifest(more: ""","artifactType":"a/b","annotations":{"k":"v"}""");

        var descriptor = ManifestDocument.Parse(VerifiedBytes.Hash(bytes)).Describe();

        Assert.That((descriptor.MediaType, descriptor.Digest, descriptor.Size), Is.EqualTo((MediaTypes.OciManifest, Digest.Of(bytes), (long)bytes.Length)));
        Assert.That((descriptor.ArtifactType, descriptor.Annotations["k"]), Is.EqualTo(("a/b", "v")));
    }

    [TestCase(",\"artifactType\":\"a/b\"", MediaTypes.OciEmpty, "a/b")]
    [TestCase(",\"artifactType\":\"a/b\"", "c/d", "a/b")]
    [TestCase("", "c/d", "c/d")]
    [TestCase(",\"artifactType\":\"\"", "c/d", "c/d")]
    [TestCase(",\"artifactType\":\"" + MediaTypes.OciEmpty + "\"", "c/d", "c/d")]
    [TestCase("", MediaTypes.OciEmpty, "application/vnd.oci.image.layer.v1.tar+gzip")]
    public void The_kind_of_an_artifact_is_its_type_else_its_configurations_else_its_first_layers(string artifactType, string config, string kind)
    {
        var manifest = (ImageManifest)Parse($$"""{"schemaVersion":2,"config":{"mediaType":"{{config}}","digest":"{{ManifestJson.Digest}}","size":2},"layers":[{{Layer}}]{{artifactType}}}""");

        Assert.That(manifest.EffectiveArtifactType, Is.EqualTo(kind));
    }

    [Test]
    public void An_artifact_of_nothing_but_an_empty_configuration_is_empty() =>
        Assert.That(((ImageManifest)Parse($$"""{"schemaVersion":2,"config":{"mediaType":"{{MediaTypes.OciEmpty}}","digest":"{{ManifestJson.Digest}}","size":2} }""")).EffectiveArtifactType, Is.EqualTo(MediaTypes.OciEmpty));
}
