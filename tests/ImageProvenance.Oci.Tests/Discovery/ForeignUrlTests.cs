using System.Text;

namespace ImageProvenance.Oci.Tests;

public sealed class ForeignUrlTests
{
    // Red when Descriptor reads 'urls' and a source asks there.
    [Test]
    public async Task CVE_2020_15157_the_urls_that_a_descriptor_lists_are_not_asked()
    {
        const string Urls = ""","urls":["https://evil.example/x","http://169.254.169.254/latest/meta-data/"]}""";
        static string WithUrls(Content content) => content.Listed()[..^1] + Urls;

        var (config, bundle) = (Content.Config(), Content.Bundle("{}"));
        var image = Content.Of(Encoding.UTF8.GetString(Content.Image(config).Bytes).Replace(config.Listed(), WithUrls(config), StringComparison.Ordinal), MediaTypes.OciManifest);
        var carrier = Content.Of(Encoding.UTF8.GetString(Content.Carrier(image, bundle).Bytes).Replace(bundle.Listed(), WithUrls(bundle), StringComparison.Ordinal), MediaTypes.OciManifest);
        using var registry = new ScriptedRegistry().OnManifest("acme/app", image, "1").OnManifest("acme/app", carrier)
            .OnManifest("acme/app", Content.Index(WithUrls(carrier)), $"sha256-{image.Digest.Hex}");
        using var reader = Reading.Reader(new RegistryImageSource(registry), "registry.example/acme/app:1");

        // The blobs are not there: what is at the urls would have to be asked now, if ever.
        var found = await Reading.DiscoverAsync(reader);
        Assert.That(found.Evidence.Select(piece => piece.Failure?.Code), Is.All.Not.Null);
        Assert.That(registry.Requests.Select(request => request.Uri.Host), Is.All.EqualTo("registry.example"));
        Assert.That(registry.Paths, Does.Contain($"/v2/acme/app/blobs/{bundle.Digest}"));
        Assert.That(registry.Paths, Does.Contain($"/v2/acme/app/blobs/{config.Digest}"));
    }
}
