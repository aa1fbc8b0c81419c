namespace ImageProvenance.Core.Tests;

public sealed class ImageConfigTests
{
    private const string Digest = ManifestJson.Digest;

    private static ImageConfig Parse(string json) => ImageConfig.Parse(Some.Content(json));

    [Test]
    public void Platform_layers_labels_and_date_are_read()
    {
        var config = Parse($$"""
            {"architecture":"aarch64","os":"linux","variant":"v8","os.version":"1","created":"2026-01-02T03:04:05Z",
             "config":{"Env":["A=b"],"Labels":{"org.opencontainers.image.source":"https://e.com"} },
             "rootfs":{"type":"layers","diff_ids":["{{Digest}}","{{Some.Sha512}}"]},"history":[{"created_by":"x"}]}
            """);

        Assert.Multiple(() =>
        {
            Assert.That(config.Platform, Is.EqualTo(new Platform("linux", "arm64", null, "1")));
            Assert.That(config.Created, Is.EqualTo("2026-01-02T03:04:05Z"));
            Assert.That(config.DiffIds, Is.EqualTo(new[] { Some.Sha256, Some.Sha512 }));
            Assert.That(config.Labels["org.opencontainers.image.source"], Is.EqualTo("https://e.com"));
            Assert.That(config.Content.Digest, Is.Not.EqualTo(default(Digest)));
        });
    }

    [TestCase("{}")]
    [TestCase("{\"os\":null,\"architecture\":null,\"rootfs\":null,\"config\":null,\"created\":null}")]
    [TestCase("{\"os\":\"linux\",\"rootfs\":{\"diff_ids\":null},\"config\":{\"Labels\":null}}")]
    [TestCase("{\"architecture\":\"amd64\"}")]
    [TestCase("{\"os\":\"\",\"architecture\":\"\"}")]
    public void What_a_configuration_does_not_say_is_absent(string json)
    {
        var config = Parse(json);

        Assert.Multiple(() =>
        {
            Assert.That(config.Platform, Is.Null);
            Assert.That(config.Created, Is.Null);
            Assert.That(config.DiffIds, Is.Empty);
            Assert.That(config.Labels, Is.Empty);
        });
    }

    [TestCase("[]")]
    [TestCase("{\"os\":1}")]
    [TestCase("{\"os\":\"a\",\"OS\":\"b\"}")]
    [TestCase("{\"config\":{\"labels\":{}}}")]
    [TestCase("{\"config\":{\"Labels\":{\"a\":\"1\",\"a\":\"2\"}}}")]
    [TestCase("{\"config\":{\"Labels\":[]}}")]
    [TestCase("{\"rootfs\":{\"diff_ids\":\"x\"}}")]
    [TestCase("{\"rootfs\":{\"diff_ids\":[1]}}")]
    [TestCase("{\"rootfs\":{\"Diff_IDs\":[]}}")]
    [TestCase("{\"rootfs\":{\"type\":{\"diff_ids\":[]}}}")]
    [TestCase("{\"rootfs\":[]}")]
    [TestCase("{\"config\":{},\"config\":{}}")]
    [TestCase("{\"created\":0}")]
    public void A_malformed_configuration_is_refused(string json) => Refused.With("malformed-json", () => Parse(json));

    [Test]
    public void A_layer_with_a_malformed_digest_is_refused() =>
        Refused.With("invalid-digest", () => Parse("""{"rootfs":{"diff_ids":["sha256:../../x"]}}"""));

    [Test]
    public void More_labels_than_the_cap_are_refused()
    {
        Assert.That(Parse(ConfigOf(1000)).Labels, Has.Count.EqualTo(1000));
        Refused.With("too-many", () => Parse(ConfigOf(1001)));

        static string ConfigOf(int labels) => $$"""{"config":{"Labels":{ {{string.Join(",", Enumerable.Range(0, labels).Select(i => $"\"{i}\":\"\""))}} } } }""";
    }

    [Test]
    public void More_layers_than_the_cap_are_refused()
    {
        Assert.That(Parse(ConfigOf(10_000)).DiffIds, Has.Count.EqualTo(10_000));
        Refused.With("too-many", () => Parse(ConfigOf(10_001)));

        static string ConfigOf(int layers) => $$"""{"rootfs":{"diff_ids":[{{string.Join(",", Enumerable.Repeat($"\"{Digest}\"", layers))}}]} }""";
    }
}
