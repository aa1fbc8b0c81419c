using System.Text.Json;
using ImageProvenance.Testing;

namespace ImageProvenance.Tests.Pipeline;

/// <summary>What is shown of an image, by platform and for the index, whatever form it has.</summary>
public class InspectionTests
{
    private static readonly Platform Amd64 = new("linux", "amd64");
    private static readonly Platform ArmV7 = Platform.Parse("linux/arm/v7");

    [Test]
    public async Task Provenance_is_shown_by_platform_in_every_form_and_version([Values] AttestationForm form, [Values] ProvenanceVersion version, [Values(Place.ReferrersApi, Place.ReferrersTag, Place.Layout)] Place place)
    {
        var image = TestImage.FromScratch(Amd64, ArmV7).WithBuildKitProvenance(new() { Form = form, Version = version, BuilderId = "https://builder.example" });
        using var scene = new TestScene(image, place);
        var evidence = await scene.InspectAsync();
        Assert.That(evidence.Error, Is.Null);
        Assert.That(evidence.Platforms.Select(platform => platform.Platform), Is.EqualTo(new[] { "linux/amd64", "linux/arm/v7" }));
        Assert.That(evidence.Platforms.Select(platform => platform.Provenance?.BuilderId), Is.All.EqualTo("https://builder.example"));
        Assert.That(evidence.Platforms.Select(platform => platform.Image.Config), Has.All.Not.Null);
        Assert.That(evidence.Index, Is.Empty);
        Assert.That(evidence.Provenance.Select(said => (said.IsAuthenticated, said.IsConsistent)), Is.All.EqualTo((false, (bool?)true)));

        using var json = JsonDocument.Parse(evidence.ToProvenanceJson());
        Assert.That(json.RootElement.EnumerateObject().Select(platform => platform.Name), Is.EqualTo(new[] { "linux/amd64", "linux/arm/v7" }));
        foreach (var platform in json.RootElement.EnumerateObject())
        {
            var said = platform.Value.EnumerateArray().Single();
            Assert.That(said.EnumerateObject().Select(member => member.Name), Is.EqualTo(new[] { "predicateType", "predicate", "location", "digest" }));
            Assert.That(said.GetProperty("predicateType").GetString(), Is.EqualTo(version == ProvenanceVersion.V1 ? "https://slsa.dev/provenance/v1" : TestScene.SlsaV02));
            Assert.That(said.GetProperty("predicate").ValueKind, Is.EqualTo(JsonValueKind.Object));
            Assert.That(said.GetProperty("location").GetString(), Is.EqualTo("index"));
        }
    }

    [Test]
    public async Task What_is_attached_to_the_index_is_shown_for_the_index()
    {
        using var scene = new TestScene(TestImage.FromScratch(Amd64, ArmV7));
        scene.Image.SignWithBundle(TestScene.Key);
        scene.Image.AttestWithTag(TestScene.Key, TestScene.SlsaV02, TestScene.Provenance);
        var evidence = await scene.InspectAsync();
        Assert.That(evidence.Index.Select(piece => piece.Kind), Is.EquivalentTo(new[] { "signature", "attestation" }));
        Assert.That(evidence.All.Select(piece => piece.IsProven), Is.All.False, "nothing is judged");
        using var json = JsonDocument.Parse(evidence.ToProvenanceJson());
        Assert.That(json.RootElement.EnumerateObject().Select(platform => platform.Name), Is.EqualTo(new[] { "index" }));
    }

    [Test]
    public async Task An_image_without_provenance_gives_an_empty_object()
    {
        using var scene = new TestScene();
        var evidence = await scene.InspectAsync();
        Assert.That(evidence.ToProvenanceJson(), Is.EqualTo("{}"));
        Assert.That(evidence.Platforms.Single().Platform, Is.EqualTo("linux/amd64"));
    }

    [Test]
    public async Task A_manifest_without_a_platform_is_called_unknown()
    {
        using var scene = new TestScene();
        var manifest = new TestContent(MediaTypes.OciManifest, System.Text.Encoding.UTF8.GetBytes(
            $$"""{"schemaVersion":2,"mediaType":"{{MediaTypes.OciManifest}}","config":{"mediaType":"{{MediaTypes.OciEmpty}}","digest":"{{TestContent.Empty.Digest}}","size":2},"layers":[]}"""));
        scene.Registry.PutBlob(TestScene.Repository, TestContent.Empty.Bytes);
        scene.Registry.PutManifest(TestScene.Repository, manifest, "1");
        scene.Image.At(manifest.Digest).AttestWithTag(TestScene.Key, TestScene.SlsaV02, TestScene.Provenance);
        var evidence = await scene.InspectAsync();
        Assert.That(evidence.Platforms.Single().Platform, Is.EqualTo("unknown"));
        using var json = JsonDocument.Parse(evidence.ToProvenanceJson());
        Assert.That(json.RootElement.EnumerateObject().Single().Name, Is.EqualTo("unknown"));
    }

    [Test]
    public async Task A_carrier_that_is_listed_for_the_index_too_does_not_break_what_is_shown()
    {
        // Whoever may push can list BuildKit's attestation manifest as a referrer of the index, which it is not.
        using var scene = new TestScene(TestImage.FromScratch().WithBuildKitProvenance());
        var attestation = TestImage.FromScratch().WithBuildKitProvenance().AttestationManifests[Amd64];
        byte[] list = System.Text.Encoding.UTF8.GetBytes(
            $$"""{"schemaVersion":2,"mediaType":"{{MediaTypes.OciIndex}}","manifests":[{"mediaType":"{{attestation.MediaType}}","digest":"{{attestation.Digest}}","size":{{attestation.Bytes.Length}}}]}""");
        scene.Registry.PutManifest(TestScene.Repository, new(MediaTypes.OciIndex, list), TagName.ReferrersTagOf(scene.Image.Digest).Value);
        var evidence = await scene.InspectAsync();
        using var json = JsonDocument.Parse(evidence.ToProvenanceJson());
        Assert.That(json.RootElement.EnumerateObject().Select(platform => platform.Name), Is.EqualTo(new[] { "linux/amd64" }));
        Assert.That(json.RootElement.GetProperty("linux/amd64")[0].GetProperty("predicate").ValueKind, Is.EqualTo(JsonValueKind.Object));
        Assert.That(() => evidence.ToJson() + evidence.ToTreeJson() + evidence.Explain(), Throws.Nothing);
    }

    [Test]
    public async Task A_signature_of_an_attestation_whose_image_is_not_listed_is_shown_all_the_same()
    {
        var image = TestImage.FromScratch(Amd64, ArmV7).WithBuildKitProvenance(new() { Reference = TestContent.Empty.Descriptor });
        using var scene = new TestScene(image);
        scene.Image.At(image.AttestationManifests[Amd64].Digest).SignWithBundle(TestScene.Key);
        using var json = JsonDocument.Parse((await scene.InspectAsync()).ToTreeJson());
        var stray = json.RootElement.GetProperty("subjects").EnumerateArray().Last();
        Assert.That((stray.GetProperty("name").GetString(), stray.GetProperty("digest").GetString()), Is.EqualTo(("carrier", image.AttestationManifests[Amd64].Digest.ToString())));
        Assert.That(stray.GetProperty("evidence").GetArrayLength(), Is.EqualTo(1));
    }

    [Test, CancelAfter(20_000)]
    public async Task Tags_that_attach_two_carriers_to_each_other_end_the_walk(CancellationToken cancellationToken)
    {
        var image = TestImage.FromScratch(Amd64, ArmV7).WithBuildKitProvenance();
        using var scene = new TestScene(image);
        TestContent one = image.AttestationManifests[Amd64], two = image.AttestationManifests[ArmV7];
        scene.Registry.PutManifest(TestScene.Repository, two, TagName.CosignTagOf(one.Digest, "att")!.Value.Value);
        scene.Registry.PutManifest(TestScene.Repository, one, TagName.CosignTagOf(two.Digest, "att")!.Value.Value);
        var evidence = await scene.Verifier.InspectAsync(scene.Reference, cancellationToken);
        Assert.That(() => evidence.ToJson() + evidence.ToTreeJson() + evidence.ToProvenanceJson() + evidence.Explain(), Throws.Nothing);
    }

    [Test]
    public async Task Inspection_asks_nothing_twice()
    {
        using var scene = new TestScene(TestImage.FromScratch(Amd64, ArmV7).WithBuildKitProvenance());
        scene.Image.SignWithBundle(TestScene.Key);
        await scene.InspectAsync();
        Assert.That(scene.Registry.Requests.Select(request => request.ToString()), Is.Unique);
    }

    [Test]
    public async Task An_image_that_cannot_be_read_is_an_error_value_that_can_be_written()
    {
        using var scene = new TestScene();
        using var _ = scene.Registry.Answer(_ => new RegistryResponse(500));
        var evidence = await scene.InspectAsync();
        Assert.That(evidence.Error?.Code, Is.EqualTo("server-error"));
        Assert.That(evidence.IsMalformed, Is.False);
        Assert.That(() => evidence.ToJson() + evidence.ToTreeJson() + evidence.ToProvenanceJson() + evidence.Explain(), Throws.Nothing);
    }
}
