namespace ImageProvenance.Core.Tests;

public sealed class ImageIndexTests
{
    private static ImageIndex Index(params string[] children) =>
        (ImageIndex)ManifestDocument.Parse(Some.Content($$"""{"schemaVersion":2,"manifests":[{{string.Join(",", children)}}]}"""));

    private static string Child(string mediaType, string more = "") =>
        $$"""{"mediaType":"{{mediaType}}","digest":"{{ManifestJson.Digest}}","size":1{{more}}}""";

    [TestCase(MediaTypes.OciManifest, "", true)]
    [TestCase(MediaTypes.DockerManifest, ",\"platform\":{\"os\":\"linux\",\"architecture\":\"amd64\"}", true)]
    [TestCase(MediaTypes.OciIndex, "", true)]
    [TestCase(MediaTypes.OciManifest, ",\"artifactType\":\"\"", true)]
    [TestCase(MediaTypes.OciManifest, ",\"artifactType\":\"a/b\"", false)]
    [TestCase(MediaTypes.OciManifest, ",\"platform\":{\"os\":\"unknown\",\"architecture\":\"unknown\"}", false)]
    [TestCase(MediaTypes.OciManifest, ",\"annotations\":{\"vnd.docker.reference.type\":\"attestation-manifest\"}", false)]
    [TestCase(MediaTypes.OciManifest, ",\"annotations\":{\"vnd.docker.reference.type\":\"other\"}", false)]
    [TestCase(MediaTypes.OciManifest, ",\"artifactType\":\"a/b\",\"platform\":{\"os\":\"linux\",\"architecture\":\"amd64\"}", true)]
    [TestCase(MediaTypes.OciManifest, ",\"annotations\":{\"vnd.docker.reference.type\":\"attestation-manifest\"},\"platform\":{\"os\":\"linux\",\"architecture\":\"amd64\"}", true)]
    [TestCase("application/octet-stream", "", false)]
    [TestCase("", "", false)]
    public void A_child_runs_unless_something_marks_it_as_no_image(string mediaType, string more, bool runs) =>
        Assert.That(Index(Child(mediaType, more)).RunnableManifests.Any(), Is.EqualTo(runs));

    [Test]
    public void Only_the_defined_reference_type_makes_an_attestation_manifest()
    {
        var index = Index(
            Child(MediaTypes.OciManifest),
            Child(MediaTypes.OciManifest, """,   "annotations":{"vnd.docker.reference.type":"other"}"""),
            Child(MediaTypes.OciManifest, $$""","annotations":{"vnd.docker.reference.type":"attestation-manifest","vnd.docker.reference.digest":"{{Some.Sha512}}"}"""));

        var attestation = index.AttestationManifests.Single();

        Assert.That(attestation, Is.SameAs(index.Manifests[2]));
        Assert.That(ImageIndex.ReferenceOf(attestation), Is.EqualTo(Some.Sha512));
        Assert.That(ImageIndex.ReferenceOf(index.Manifests[1]), Is.Null);
    }

    [TestCase("sha256:../../x")]
    [TestCase("")]
    public void A_reference_to_a_malformed_digest_is_none(string digest) =>
        Assert.That(ImageIndex.ReferenceOf(Index(Child(MediaTypes.OciManifest, $$""","annotations":{"vnd.docker.reference.digest":"{{digest}}"}""")).Manifests[0]), Is.Null);
}
