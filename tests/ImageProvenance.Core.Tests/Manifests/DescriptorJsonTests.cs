namespace ImageProvenance.Core.Tests;

public sealed class DescriptorJsonTests
{
    private const string Digest = ManifestJson.Digest;

    private static Descriptor Read(string descriptor) =>
        ((ImageManifest)ManifestDocument.Parse(VerifiedBytes.Hash(ManifestJson.WithLayer(descriptor)))).Layers[0];

    [Test]
    public void Every_member_of_a_descriptor_is_read()
    {
        var descriptor = Read($$"""
            {"mediaType":"a/b","digest":"{{Digest}}","size":9223372036854775807,"artifactType":"c/d","data":"AQI=","annotations":{"k":"v"},
             "platform":{"os":"windows","architecture":"x86_64","variant":"v1","os.version":"10.0.1","os.features":["x"]},"urls":["https://e.com"]}
            """);

        Assert.Multiple(() =>
        {
            Assert.That(descriptor.MediaType, Is.EqualTo("a/b"));
            Assert.That(descriptor.Digest, Is.EqualTo(Some.Sha256));
            Assert.That(descriptor.Size, Is.EqualTo(long.MaxValue));
            Assert.That(descriptor.ArtifactType, Is.EqualTo("c/d"));
            Assert.That(descriptor.Data?.ToArray(), Is.EqualTo(new byte[] { 1, 2 }));
            Assert.That(descriptor.Annotations["k"], Is.EqualTo("v"));
            Assert.That(descriptor.Platform, Is.EqualTo(new Platform("windows", "amd64", null, "10.0.1")));
        });
    }

    [Test]
    public void What_a_descriptor_does_not_say_is_absent()
    {
        var descriptor = Read($$"""{"digest":"{{Digest}}","size":0,"mediaType":null,"data":null,"platform":null,"annotations":null}""");

        Assert.Multiple(() =>
        {
            Assert.That(descriptor.MediaType, Is.Empty);
            Assert.That(descriptor.Size, Is.Zero);
            Assert.That(descriptor.Data, Is.Null);
            Assert.That(descriptor.Platform, Is.Null);
            Assert.That(descriptor.ArtifactType, Is.Null);
            Assert.That(descriptor.Annotations, Is.Empty);
        });
    }

    [TestCase("{\"os\":\"linux\"}")]
    [TestCase("{\"architecture\":\"amd64\"}")]
    [TestCase("{\"os\":\"\",\"architecture\":\"amd64\"}")]
    [TestCase("{\"os\":\"linux\",\"architecture\":\"\"}")]
    [TestCase("{}")]
    public void Half_a_platform_is_none(string platform) =>
        Assert.That(Read($$"""{"digest":"{{Digest}}","size":0,"platform":{{platform}}}""").Platform, Is.Null);

    [TestCase("\"size\":0", TestName = "A descriptor without a digest is refused")]
    [TestCase("\"digest\":null,\"size\":0", TestName = "A descriptor whose digest is null is refused")]
    [TestCase("\"digest\":\"" + Digest + "\"", TestName = "A descriptor without a size is refused")]
    [TestCase("\"digest\":\"" + Digest + "\",\"size\":null", TestName = "A descriptor whose size is null is refused")]
    [TestCase("\"digest\":\"" + Digest + "\",\"size\":-1", TestName = "A descriptor of a negative size is refused")]
    [TestCase("\"digest\":\"" + Digest + "\",\"size\":-9223372036854775808", TestName = "A descriptor of the most negative size is refused")]
    [TestCase("\"digest\":\"" + Digest + "\",\"size\":9223372036854775808", TestName = "A descriptor of a size beyond 64 bits is refused")]
    [TestCase("\"digest\":\"" + Digest + "\",\"size\":1.5", TestName = "A descriptor of a size with a fraction is refused")]
    [TestCase("\"digest\":\"" + Digest + "\",\"size\":1e3", TestName = "A descriptor of a size with an exponent is refused")]
    [TestCase("\"digest\":\"" + Digest + "\",\"size\":\"3\"", TestName = "A descriptor of a size in quotes is refused")]
    [TestCase("\"digest\":\"" + Digest + "\",\"size\":0,\"data\":\"A_-=\"", TestName = "Embedded data in another alphabet is refused")]
    [TestCase("\"digest\":\"" + Digest + "\",\"size\":0,\"platform\":{\"os\":1}", TestName = "A platform of another kind is refused")]
    [TestCase("\"digest\":\"" + Digest + "\",\"size\":0,\"platform\":{\"os\":\"a\",\"OS\":\"b\"}", TestName = "A platform member in another case is refused")]
    [TestCase("\"digest\":\"" + Digest + "\",\"size\":0,\"Size\":1", TestName = "A size in two spellings is refused")]
    [TestCase("\"digest\":\"" + Digest + "\",\"\\u0064igest\":\"" + Digest + "\",\"size\":0", TestName = "A digest given twice, once escaped, is refused")]
    public void A_malformed_descriptor_is_refused(string members) => Refused.With("malformed-json", () => Read($"{{{members}}}"));

    [TestCase("sha256:../../x")]
    [TestCase("sha256:abc")]
    [TestCase("md5:0123456789abcdef0123456789abcdef")]
    [TestCase("")]
    public void A_descriptor_with_a_digest_that_cannot_be_checked_is_refused(string digest) =>
        Refused.With("invalid-digest", () => Read($$"""{"digest":"{{digest}}","size":0}"""));
}
