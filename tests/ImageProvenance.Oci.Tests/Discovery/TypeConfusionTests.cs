using System.Net;
using System.Text;

namespace ImageProvenance.Oci.Tests;

/// <summary>Documents that are to be read as one thing here and as another elsewhere.</summary>
public sealed class TypeConfusionTests
{
    private const string Repository = "acme/app";
    private static readonly Content Image = Content.Image();
    private static readonly Content Bundle = Content.Bundle("{}");

    private static string CodeOf(ScriptedRegistry registry)
    {
        using var reader = Reading.Reader(new RegistryImageSource(registry), $"registry.example/{Repository}:1");
        return Assert.ThrowsAsync<MalformedContentException>(() => Reading.DiscoverAsync(reader))!.Failure.Code;
    }

    // Red without the check of ManifestDocument.MediaTypeOf that a document is not both, where the last one there also takes an index with layers.
    [Test]
    public void GHSA_5j5w_g665_5m35_a_document_with_both_layers_and_manifests_is_neither(
        [Values(MediaTypes.OciManifest, MediaTypes.OciIndex, MediaTypes.DockerManifest, MediaTypes.DockerIndex, "application/json")] string served,
        [Values("layers", "config")] string member)
    {
        string value = member == "layers" ? "[]" : Content.Config().Listed();
        using var registry = new ScriptedRegistry().On($"/v2/{Repository}/manifests/1", HttpStatusCode.OK,
            $$"""{"schemaVersion":2,"manifests":[{{Image.Listed("linux/amd64")}}],"{{member}}":{{value}}}""", served);
        Assert.That(CodeOf(registry), Is.EqualTo("invalid-manifest"));
    }

    // Red without the comparison of the body's media type with the declared one in ManifestDocument.MediaTypeOf: for the
    // pair of manifests; an index in a manifest's clothes is refused twice.
    [TestCase(MediaTypes.OciIndex)]
    [TestCase(MediaTypes.DockerIndex)]
    [TestCase(MediaTypes.DockerManifest)]
    [TestCase("text/html")]
    public void GHSA_qq97_vm5h_rrhg_a_body_that_names_another_media_type_than_its_content_type_is_refused(string served)
    {
        using var registry = new ScriptedRegistry().On($"/v2/{Repository}/manifests/1", HttpStatusCode.OK, Encoding.UTF8.GetString(Image.Bytes), served);
        Assert.That(CodeOf(registry), Is.EqualTo("invalid-manifest"));
    }

    // Red without ImageContentReader.CheckServedType: for a body that names no type itself.
    [TestCase(MediaTypes.OciManifest, MediaTypes.DockerManifest)]
    [TestCase(MediaTypes.DockerManifest, MediaTypes.OciManifest)]
    public async Task A_carrier_that_is_served_as_another_type_than_its_descriptor_says_fails_alone(string listed, string served)
    {
        var nameless = Content.Of(Encoding.UTF8.GetString(Content.Carrier(Image, Bundle).Bytes).Replace($"\"mediaType\":\"{MediaTypes.OciManifest}\",\"config\"", "\"config\"", StringComparison.Ordinal), listed);
        using var registry = new ScriptedRegistry().OnManifest(Repository, Image, "1")
            .OnManifest(Repository, Content.Index(nameless.Listed()), $"sha256-{Image.Digest.Hex}")
            .On($"/v2/{Repository}/manifests/{nameless.Digest}", HttpStatusCode.OK, Encoding.UTF8.GetString(nameless.Bytes), served).OnBlob(Repository, Bundle);
        using var reader = Reading.Reader(new RegistryImageSource(registry), $"registry.example/{Repository}:1");
        var piece = (await Reading.DiscoverAsync(reader, Reading.JudgedOnly)).Evidence.Single();
        Assert.That((piece.Failure?.Code, piece.Content), Is.EqualTo(("invalid-manifest", (VerifiedBytes?)null)));
    }

    [Test]
    public async Task A_layer_that_claims_to_be_a_manifest_is_a_layer()
    {
        var layer = new Content(Content.Carrier(Image, Bundle).Bytes, MediaTypes.OciManifest);
        var carrier = Content.Carrier(Image, layer);
        using var registry = new ScriptedRegistry().OnManifest(Repository, Image, "1").OnManifest(Repository, carrier).OnBlob(Repository, layer)
            .OnManifest(Repository, Content.Index(carrier.Listed()), $"sha256-{Image.Digest.Hex}");
        using var reader = Reading.Reader(new RegistryImageSource(registry), $"registry.example/{Repository}:1");
        var found = await Reading.DiscoverAsync(reader, Reading.JudgedOnly);
        Assert.That(found.Evidence.Select(piece => piece.CarrierDigest), Is.EqualTo(new[] { carrier.Digest }));
        Assert.That(registry.Paths, Has.None.Contains($"/manifests/{layer.Digest}"));
    }
}
