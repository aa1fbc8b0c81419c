using System.Net;
using System.Text;

namespace ImageProvenance.Oci.Tests;

/// <summary>Digests that others write: none leads out of its place, none counts unless the bytes have it.</summary>
public sealed class ClaimedDigestTests
{
    private const string Repository = "acme/app";
    private static readonly Content Image = Content.Image();
    private static readonly Content Other = Content.Image(note: "another");

    private static readonly string[] Hostile =
    [
        "sha256:../../../etc/passwd",
        "sha256:..%2f..%2fx",
        "sha256:" + "../" + new string('a', 61),
        "sha256:" + new string('a', 63) + "/",
        "sha256:" + new string('A', 64),
        "sha256:" + new string('a', 64) + "\\u0000",
        "sha256:" + new string('\u0661', 64),
        "../" + new string('a', 64),
        "md5:d41d8cd98f00b204e9800998ecf8427e",
        "sha256:abc",
        "sha256-" + new string('a', 64),
        "",
    ];

    private static string CodeOf(Func<Task> work) => Assert.ThrowsAsync<MalformedContentException>(work)!.Failure.Code;

    private static Task<Discovery> DiscoverAsync(ScriptedRegistry registry) =>
        Reading.DiscoverAsync(Reading.Reader(new RegistryImageSource(registry), $"registry.example/{Repository}:1"));

    // Red without Digest.TryParse's look at every character: one parser reads all of them.
    [TestCaseSource(nameof(Hostile))]
    public async Task CVE_2024_3727_a_digest_that_is_a_path_is_refused_wherever_one_is_read(string digest)
    {
        string Descriptor(string mediaType) => $$"""{"mediaType":"{{mediaType}}","digest":"{{digest}}","size":2}""";
        string config = Descriptor(MediaTypes.OciConfig), layer = Descriptor(MediaTypes.CosignSimpleSigning), manifest = Descriptor(MediaTypes.OciManifest);
        string[] documents =
        [
            $$"""{"schemaVersion":2,"config":{{config}},"layers":[]}""",
            $$"""{"schemaVersion":2,"config":{{Content.Config().Listed()}},"layers":[{{layer}}]}""",
            $$"""{"schemaVersion":2,"config":{{Content.Config().Listed()}},"layers":[],"subject":{{manifest}}}""",
            $$"""{"schemaVersion":2,"manifests":[{{manifest}}]}""",
        ];
        foreach (string document in documents)
        {
            using var registry = new ScriptedRegistry().On($"/v2/{Repository}/manifests/1", HttpStatusCode.OK, document);
            Assert.That(CodeOf(() => DiscoverAsync(registry)), Is.EqualTo("invalid-digest").Or.EqualTo("malformed-json"), document);
        }

        using (var layout = new LayoutFolder().Write("index.json", documents[3]))
            Assert.That(CodeOf(() => Reading.ResolveAsync($"oci:{layout.Path}")), Is.EqualTo("invalid-digest").Or.EqualTo("malformed-json"));

        var named = new Content(Encoding.UTF8.GetBytes($$"""{"os":"linux","architecture":"amd64","rootfs":{"type":"layers","diff_ids":["{{digest}}"]} }"""), MediaTypes.OciConfig);
        var image = Content.Image(named);
        using (var registry = new ScriptedRegistry().OnManifest(Repository, image, "1").OnBlob(Repository, named))
            Assert.That(CodeOf(() => DiscoverAsync(registry)), Is.EqualTo("invalid-digest").Or.EqualTo("malformed-json"));

        using (var registry = new ScriptedRegistry().OnManifest(Repository, Image, "1").OnBlob(Repository, Content.Config())
            .On($"/v2/{Repository}/referrers/{Image.Digest}", HttpStatusCode.OK, documents[3], MediaTypes.OciIndex))
        {
            var found = await DiscoverAsync(registry);
            Assert.That(found.Evidence.Single().Failure?.Code, Is.EqualTo("invalid-digest").Or.EqualTo("malformed-json"));
        }
    }

    [TestCaseSource(nameof(Hostile))]
    public async Task The_digest_that_BuildKit_says_an_attestation_is_about_is_no_path_either(string digest)
    {
        var attestation = Content.Carrier(Image, Content.Of("{}", MediaTypes.InToto));
        var index = Content.Index(Image.Listed("linux/amd64"), attestation.Listed("unknown/unknown", null,
            ("vnd.docker.reference.type", "attestation-manifest"), ("vnd.docker.reference.digest", digest)));
        using var registry = new ScriptedRegistry().OnManifest(Repository, index, "1").OnManifest(Repository, Image).OnBlob(Repository, Content.Config());
        var found = await DiscoverAsync(registry);
        Assert.That(found.Evidence, Is.Empty);
        Assert.That(registry.Paths, Has.None.Contains("..").And.None.Contains("%"));
    }

    [TestCase("registry.example/acme/app@sha256:../../x")]
    [TestCase("oci:layout@sha256:../../x")]
    [TestCase("oci-archive:layout.tar@sha256:../../x")]
    public void A_location_with_a_digest_that_is_a_path_is_no_location(string location) =>
        Assert.That(() => ImageLocation.Parse(location), Throws.TypeOf<FormatException>());

    // Red without the look at the header's characters in ContentDigestHeader: then it would be ignored.
    [TestCase("sha256:../../../etc/passwd")]
    [TestCase("sha512:../../../etc/passwd")]
    public void A_header_with_a_digest_that_is_a_path_is_refused(string header)
    {
        using var registry = new ScriptedRegistry().On($"/v2/{Repository}/manifests/1",
            _ => ScriptedRegistry.Answer(HttpStatusCode.OK, Image.Bytes, Image.MediaType, ("Docker-Content-Digest", header)));
        Assert.That(CodeOf(() => DiscoverAsync(registry)), Is.EqualTo("invalid-digest"));
    }

    // Red where PinnedImage.From hashes without the digest that was asked for.
    [Test]
    public void CVE_2023_33959_a_digest_that_resolves_to_another_artifact_is_refused_whatever_the_header_says([Values] bool headerAgrees)
    {
        using var registry = new ScriptedRegistry().On($"/v2/{Repository}/manifests/{Image.Digest}", _ => ScriptedRegistry.Answer(
            HttpStatusCode.OK, Other.Bytes, Other.MediaType, ("Docker-Content-Digest", (headerAgrees ? Other : Image).Digest.ToString())));
        using var reader = Reading.Reader(new RegistryImageSource(registry), $"registry.example/{Repository}:1@{Image.Digest}");
        Assert.That(CodeOf(() => reader.ResolveAsync(default)), Is.EqualTo("digest-mismatch"));
    }

    // Red where ImageContentReader.FetchManifestAsync and FetchBlobAsync take the bytes unhashed.
    [Test]
    public async Task CVE_2023_47630_an_attacker_who_chooses_what_is_behind_a_digest_chooses_nothing()
    {
        var bundle = Content.Bundle("""{"good":1}""");
        var forged = Content.Bundle("""{"evil":1}""");
        var (carrier, swapped) = (Content.Carrier(Image, bundle), Content.Carrier(Image, forged));
        using var registry = new ScriptedRegistry().OnManifest(Repository, Image, "1")
            .OnManifest(Repository, Content.Index(carrier.Listed(), swapped.Listed()), $"sha256-{Image.Digest.Hex}")
            .OnManifest(Repository, carrier).On($"/v2/{Repository}/blobs/{bundle.Digest}", _ => ScriptedRegistry.Answer(HttpStatusCode.OK, forged.Bytes))
            .On($"/v2/{Repository}/manifests/{swapped.Digest}", _ => ScriptedRegistry.Answer(HttpStatusCode.OK, carrier.Bytes, carrier.MediaType, ("Docker-Content-Digest", swapped.Digest.ToString())));
        using var reader = Reading.Reader(new RegistryImageSource(registry), $"registry.example/{Repository}:1");
        var found = await Reading.DiscoverAsync(reader, Reading.JudgedOnly);
        Assert.That(found.Evidence.Select(piece => (piece.Failure?.Code, piece.Content)), Is.All.EqualTo(("digest-mismatch", (VerifiedBytes?)null)));
        Assert.That(found.Evidence, Has.Count.EqualTo(2));
    }

    // Red where a second resolve is made: the registry answers the second with another image.
    [Test]
    public async Task CVE_2022_47633_a_tag_is_resolved_once_and_never_asked_for_again()
    {
        int asked = 0;
        using var registry = new ScriptedRegistry().OnBlob(Repository, Content.Config())
            .On($"/v2/{Repository}/manifests/1", _ => ScriptedRegistry.Answer(HttpStatusCode.OK, asked++ == 0 ? Image.Bytes : Other.Bytes, MediaTypes.OciManifest));
        var found = await DiscoverAsync(registry);
        Assert.That((found.Image.Digest, asked), Is.EqualTo((Image.Digest, 1)));
        Assert.That(registry.Paths.Count(path => path.Contains("/manifests/1", StringComparison.Ordinal)), Is.EqualTo(1));
    }
}
