using System.Text.Json;

namespace ImageProvenance.Testing.Tests;

public sealed class TestImageTests
{
    private static readonly Platform Amd64 = new("linux", "amd64"), Arm64 = new("linux", "arm64");

    [Test]
    public void One_platform_is_a_manifest_and_several_are_an_index()
    {
        Assert.That(TestImage.FromScratch().Root.MediaType, Is.EqualTo(MediaTypes.OciManifest));
        Assert.That(Index(TestImage.FromScratch(Amd64, Arm64)).RunnableManifests.Select(m => m.Platform), Is.EqualTo(new[] { Amd64, Arm64 }));
    }

    [Test]
    public void The_same_image_has_the_same_digest_and_a_label_changes_it()
    {
        var again = TestImage.FromScratch();
        Assert.That(TestImage.FromScratch().Digest, Is.EqualTo(again.Digest));
        Assert.That(TestImage.FromScratch().WithLabel("a", "b").Digest, Is.Not.EqualTo(TestImage.FromScratch().Digest));
    }

    [Test]
    public void Every_blob_and_manifest_that_is_listed_is_there()
    {
        var image = TestImage.FromScratch(Amd64, Arm64).WithBuildKitProvenance();
        var held = image.Blobs.Concat(image.Manifests).Select(content => content.Digest).ToHashSet();

        foreach (var child in Index(image).Manifests)
        {
            Assert.That(held, Does.Contain(child.Digest));
            var manifest = Manifest(image.Manifests.Single(m => m.Digest == child.Digest));
            Assert.That(held, Is.SupersetOf(manifest.Layers.Append(manifest.Config).Select(part => part.Digest)));
        }
    }

    [TestCase(AttestationForm.OciArtifact)]
    [TestCase(AttestationForm.ImageConfig)]
    public void Provenance_is_attached_to_each_platform_and_about_it(AttestationForm form)
    {
        var image = TestImage.FromScratch(Amd64, Arm64).WithBuildKitProvenance(new() { Form = form, ImageName = "acme/app@1" });
        var listed = Index(image).AttestationManifests.ToList();

        Assert.That(listed.Select(ImageIndex.ReferenceOf), Is.EqualTo(new Digest?[] { image.PlatformManifests[Amd64].Digest, image.PlatformManifests[Arm64].Digest }));
        var manifest = Manifest(image.AttestationManifests[Arm64]);
        Assert.That(manifest.Subject?.Digest, Is.EqualTo(form == AttestationForm.OciArtifact ? image.PlatformManifests[Arm64].Digest : null));
        var statement = Statement(image, manifest);
        Assert.That(SubjectOf(statement), Is.EqualTo(("pkg:docker/acme/app@1?platform=linux%2Farm64", image.PlatformManifests[Arm64].Digest.Hex)));
    }

    [TestCase(ProvenanceVersion.V1, "https://slsa.dev/provenance/v1", "runDetails")]
    [TestCase(ProvenanceVersion.V02, "https://slsa.dev/provenance/v0.2", "invocation")]
    public void The_predicate_has_the_version_asked_for(ProvenanceVersion version, string type, string member)
    {
        var image = TestImage.FromScratch().WithBuildKitProvenance(new() { Version = version });
        var manifest = Manifest(image.AttestationManifests.Values.Single());
        var statement = Statement(image, manifest);

        Assert.That(statement.GetProperty("predicateType").GetString(), Is.EqualTo(type));
        Assert.That(manifest.Layers.Single().Annotations["in-toto.io/predicate-type"], Is.EqualTo(type));
        Assert.That(statement.GetProperty("predicate").TryGetProperty(member, out _));
    }

    [Test]
    public void Each_lie_is_told_alone()
    {
        var other = TestImage.FromScratch().WithLabel("other", "image");
        var lie = TestImage.FromScratch().WithBuildKitProvenance(new() { SubjectDigest = other.Digest, SubjectName = "n", PredicateJson = """{"x":1}""", AnnotatedPredicateType = "t" });
        var manifest = Manifest(lie.AttestationManifests.Values.Single());
        var statement = Statement(lie, manifest);

        Assert.That(SubjectOf(statement), Is.EqualTo(("n", other.Digest.Hex)));
        Assert.That(statement.GetProperty("predicate").GetRawText(), Is.EqualTo("""{"x":1}"""));
        Assert.That(manifest.Subject?.Digest, Is.EqualTo(TestImage.FromScratch().Digest), "what was not asked for stays true");
        Assert.That(manifest.Layers.Single().Annotations["in-toto.io/predicate-type"], Is.EqualTo("t"));
    }

    [Test]
    public void A_reference_to_another_manifest_is_in_the_index_and_in_the_subject()
    {
        var other = TestImage.FromScratch().WithLabel("other", "image").Root.Descriptor;
        var lie = TestImage.FromScratch().WithBuildKitProvenance(new() { Reference = other });

        Assert.That(ImageIndex.ReferenceOf(Index(lie).AttestationManifests.Single()), Is.EqualTo(other.Digest));
        Assert.That(Manifest(lie.AttestationManifests.Values.Single()).Subject?.Digest, Is.EqualTo(other.Digest));
    }

    [Test]
    public void A_platform_may_be_left_without_provenance()
    {
        var image = TestImage.FromScratch(Amd64, Arm64).WithBuildKitProvenance(new() { Platforms = [Amd64] });

        Assert.That(image.AttestationManifests.Keys, Is.EqualTo(new[] { Amd64 }));
    }

    private static ImageIndex Index(TestImage image) => (ImageIndex)ManifestDocument.Parse(VerifiedBytes.Hash(image.Root.Bytes), image.Root.MediaType);

    private static ImageManifest Manifest(TestContent content) => (ImageManifest)ManifestDocument.Parse(VerifiedBytes.Hash(content.Bytes), content.MediaType);

    private static JsonElement Statement(TestImage image, ImageManifest manifest)
    {
        using var json = JsonDocument.Parse(image.Blobs.Single(blob => blob.Digest == manifest.Layers.Single().Digest).Bytes);
        return json.RootElement.Clone();
    }

    private static (string? Name, string? Sha256) SubjectOf(JsonElement statement) =>
        (statement.GetProperty("subject")[0].GetProperty("name").GetString(), statement.GetProperty("subject")[0].GetProperty("digest").GetProperty("sha256").GetString());
}
