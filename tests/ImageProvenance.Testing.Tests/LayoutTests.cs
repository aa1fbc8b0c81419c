namespace ImageProvenance.Testing.Tests;

public sealed class LayoutTests
{
    private string _folder = null!;

    [SetUp]
    public void CreateFolder() => _folder = Directory.CreateTempSubdirectory("layout").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void A_layout_lists_tags_by_name_and_referrers_without_one_and_holds_every_blob()
    {
        var registry = new InMemoryRegistry();
        using var key = TestKey.Ecdsa();
        var image = registry.Push("acme/app:1", TestImage.FromScratch().WithBuildKitProvenance(new() { Form = AttestationForm.ImageConfig }));
        var bundle = image.SignWithBundle(key);
        var signature = image.SignWithTag(key);
        registry.SaveLayout("acme/app", _folder);

        var index = (ImageIndex)ManifestDocument.Parse(VerifiedBytes.Hash(File.ReadAllBytes(Path.Combine(_folder, "index.json"))));
        var named = index.Manifests.ToDictionary(m => m.Digest, m => m.Annotations.GetValueOrDefault("org.opencontainers.image.ref.name"));
        Assert.That(named, Is.EquivalentTo(new Dictionary<Digest, string?>
        {
            [image.Digest] = "1",
            [signature.Digest] = TagName.CosignTagOf(image.Digest, "sig")!.Value.Value,
            [bundle.Digest] = null,
        }));
        foreach (string file in Directory.GetFiles(Path.Combine(_folder, "blobs", "sha256")))
            Assert.That(Digest.Of(File.ReadAllBytes(file)).Hex, Is.EqualTo(Path.GetFileName(file)));
        Assert.That(File.ReadAllText(Path.Combine(_folder, "oci-layout")), Is.EqualTo("""{"imageLayoutVersion":"1.0.0"}"""));
    }

    [Test]
    public void An_unknown_repository_is_a_mistake() =>
        Assert.That(() => new InMemoryRegistry().SaveLayout("acme/none", _folder), Throws.ArgumentException);
}
