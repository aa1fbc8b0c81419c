using System.Net;
using System.Text;
using System.Text.Json;

namespace ImageProvenance.Testing.Tests;

public sealed class AnswerTests(bool overSocket) : HostileFixture(overSocket)
{
    private const string ContentDigest = "Docker-Content-Digest";

    public static IEnumerable<TestCaseData> DigestHeaders() =>
    [
        new(Misbehaviour.WrongDigestHeader, "sha256:" + new string('a', 64)),
        new(Misbehaviour.WrongSha512Header, "sha512:" + new string('a', 128)),
        new(Misbehaviour.MalformedDigestHeader, "sha256:../../../../etc/passwd"),
    ];

    [TestCaseSource(nameof(DigestHeaders))]
    public async Task The_digest_header_lies_over_content_that_is_right(Misbehaviour behaviour, string digest)
    {
        using var _ = Registry.Misbehave(behaviour);
        var response = await GetAsync(Tag);

        Assert.That(Header(response, ContentDigest), Is.EqualTo(digest));
        Assert.That(await response.Content.ReadAsByteArrayAsync(), Is.EqualTo(ImageBytes));
    }

    [Test]
    public async Task Content_by_digest_is_another_that_the_header_vouches_for()
    {
        using var _ = Registry.Misbehave(Misbehaviour.WrongContent);
        var response = await GetAsync(Manifest);
        byte[] body = await response.Content.ReadAsByteArrayAsync();
        var actual = Digest.Of(body);

        Assert.That(actual, Is.Not.EqualTo(Image.Digest));
        Assert.That(body, Has.Length.EqualTo(ImageBytes.Length));
        Assert.That(ManifestDocument.Parse(VerifiedBytes.Hash(body)), Is.TypeOf<ImageManifest>());
        Assert.That(Header(response, ContentDigest), Is.EqualTo(actual.ToString()));
        Assert.That(Header(await GetAsync(Tag), ContentDigest), Is.EqualTo(Image.Digest.ToString()), "a tag is what it is");
    }

    [Test]
    public async Task A_tag_is_another_manifest_at_every_second_time_and_both_are_there()
    {
        using var _ = Registry.Misbehave(Misbehaviour.SwitchingTag);
        var digests = new List<string>();
        for (int i = 0; i < 4; i++)
        {
            var response = await GetAsync(Tag);
            digests.Add(Digest.Of(await response.Content.ReadAsByteArrayAsync()).ToString());
            Assert.That(Header(response, ContentDigest), Is.EqualTo(digests[i]));
        }

        Assert.That(digests, Is.EqualTo(new[] { digests[0], digests[1], digests[0], digests[1] }).And.Not.All.EqualTo(digests[0]));
        Assert.That(Digest.Of(await (await GetAsync($"/v2/acme/app/manifests/{digests[1]}")).Content.ReadAsByteArrayAsync()).ToString(), Is.EqualTo(digests[1]));
    }

    [Test]
    public async Task The_referrers_tag_is_the_subject()
    {
        using var _ = Registry.Misbehave(Misbehaviour.SubjectBehindReferrersTag);

        Assert.That(await (await GetAsync(ReferrersTag)).Content.ReadAsByteArrayAsync(), Is.EqualTo(ImageBytes));
        Assert.That(await (await GetAsync(CosignTag)).Content.ReadAsByteArrayAsync(), Is.EqualTo(Stored(CosignTag.Split('/')[^1])));
    }

    [Test]
    public async Task A_page_of_HTML_comes_with_status_200()
    {
        using var _ = Registry.Misbehave(Misbehaviour.HtmlPage);
        var response = await GetAsync(Referrers);

        Assert.That((response.StatusCode, Header(response, "Content-Type")), Is.EqualTo((HttpStatusCode.OK, "text/html; charset=utf-8")));
        Assert.That(await response.Content.ReadAsStringAsync(), Does.StartWith("<!doctype html>"));
    }

    [Test]
    public async Task Manifests_are_called_indexes_and_indexes_manifests()
    {
        using var _ = Registry.Misbehave(Misbehaviour.WrongMediaType);

        Assert.That(Header(await GetAsync(Tag), "Content-Type"), Is.EqualTo(MediaTypes.OciIndex));
        Assert.That(Header(await GetAsync(Referrers), "Content-Type"), Is.EqualTo(MediaTypes.OciManifest));
    }

    [Test]
    public async Task Documents_are_deeper_than_a_parser_goes_and_have_the_digest_that_is_said()
    {
        using var _ = Registry.Misbehave(Misbehaviour.DeepJson);
        byte[] body = await VouchedAsync(Tag);

        Assert.That(Encoding.ASCII.GetString(body), Does.Contain(new string('[', 100_000)));
        Assert.That(DepthOf(body), Is.EqualTo(100_000));
    }

    [Test]
    public async Task A_tag_has_a_million_layers()
    {
        using var _ = Registry.Misbehave(Misbehaviour.MillionLayers);
        using var response = await StartGetAsync(Tag);
        await using var body = await response.Content.ReadAsStreamAsync();
        byte[] start = new byte[5 << 20];
        await body.ReadExactlyAsync(start);

        Assert.That(Encoding.ASCII.GetString(start).Split(MediaTypes.CosignSimpleSigning), Has.Length.GreaterThan(10_000));
    }

    [Test]
    public async Task A_cosign_tag_has_10_000_layers_within_the_cap_on_manifests()
    {
        using var _ = Registry.Misbehave(Misbehaviour.ManySignatures);
        var layers = LayersOf(await VouchedAsync(CosignTag));

        Assert.That((layers.Count, layers.Distinct().Count()), Is.EqualTo((10_000, 10_000)));
        Assert.That(await (await GetAsync(Tag)).Content.ReadAsByteArrayAsync(), Is.EqualTo(ImageBytes), "the image is what it is");
    }

    [Test]
    public async Task The_layer_of_a_cosign_tag_is_there_10_000_times()
    {
        using var _ = Registry.Misbehave(Misbehaviour.RepeatedSignature);
        var layers = LayersOf(await VouchedAsync(CosignTag));

        Assert.That((layers.Count, layers.Distinct().Count()), Is.EqualTo((10_000, 1)));
    }

    [Test]
    public async Task A_manifest_is_an_index_as_well()
    {
        using var _ = Registry.Misbehave(Misbehaviour.ManifestAndIndex);
        foreach (byte[] body in new[] { await VouchedAsync(Tag), await (await GetAsync(Referrers)).Content.ReadAsByteArrayAsync() })
            using (var json = JsonDocument.Parse(body))
                Assert.That((json.RootElement.TryGetProperty("layers", out JsonElement _), json.RootElement.TryGetProperty("manifests", out JsonElement _)), Is.EqualTo((true, true)));
    }

    [Test]
    public async Task A_document_has_a_member_twice()
    {
        using var _ = Registry.Misbehave(Misbehaviour.RepeatedMember);
        using var json = JsonDocument.Parse(await VouchedAsync(Tag));

        Assert.That(json.RootElement.EnumerateObject().Count(member => member.NameEquals("schemaVersion")), Is.EqualTo(2));
    }

    private static int DepthOf(byte[] json)
    {
        var reader = new Utf8JsonReader(json, new() { MaxDepth = 200_000 });
        int depth = 0;
        while (reader.Read())
            depth = Math.Max(depth, reader.CurrentDepth);
        return depth;
    }

    private static List<Digest> LayersOf(byte[] manifest) =>
        [.. ((ImageManifest)ManifestDocument.Parse(VerifiedBytes.Hash(manifest))).Layers.Select(layer => layer.Digest)];

    /// <summary>A body that has the digest that its header says.</summary>
    private async Task<byte[]> VouchedAsync(string path)
    {
        var response = await GetAsync(path);
        byte[] body = await response.Content.ReadAsByteArrayAsync();
        Assert.That(Header(response, ContentDigest), Is.EqualTo(Digest.Of(body).ToString()));
        return body;
    }
}
