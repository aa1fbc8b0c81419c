using System.Net;
using System.Text;

namespace ImageProvenance.Testing.Tests;

public sealed class ManifestTests(bool overSocket) : RegistryFixture(overSocket)
{
    [SetUp]
    public Task Start() => StartAsync(new() { MaxManifestBytes = 1000 });

    [Test]
    public async Task A_pushed_manifest_comes_back_byte_for_byte_by_tag_and_by_digest()
    {
        byte[] manifest = Encoding.UTF8.GetBytes("""{ "schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json" }""");
        var put = await SendAsync(HttpMethod.Put, "/v2/acme/app/manifests/1", manifest, MediaTypes.DockerManifest);
        string digest = Digest.Of(manifest).ToString();

        Assert.That(put.StatusCode, Is.EqualTo(HttpStatusCode.Created));
        Assert.That(Header(put, "Docker-Content-Digest"), Is.EqualTo(digest));
        foreach (string reference in (string[])["1", digest])
        {
            var got = await GetAsync($"/v2/acme/app/manifests/{reference}");
            Assert.That(await got.Content.ReadAsByteArrayAsync(), Is.EqualTo(manifest));
            Assert.That(Header(got, "Content-Type"), Is.EqualTo(MediaTypes.DockerManifest));
            Assert.That(Header(got, "Docker-Content-Digest"), Is.EqualTo(digest));
        }
    }

    [Test]
    public async Task HEAD_gives_length_and_digest_and_no_body()
    {
        var image = Registry.Push("acme/app:1", TestImage.FromScratch());
        var head = await SendAsync(HttpMethod.Head, "/v2/acme/app/manifests/1");

        Assert.That(head.Content.Headers.ContentLength, Is.EqualTo(image.Descriptor.Size));
        Assert.That(Header(head, "Docker-Content-Digest"), Is.EqualTo(image.Digest.ToString()));
        Assert.That(await head.Content.ReadAsByteArrayAsync(), Is.Empty);
    }

    [TestCase("/v2/acme/app/manifests/none", 404, "MANIFEST_UNKNOWN")]
    [TestCase("/v2/acme/none/manifests/1", 404, "NAME_UNKNOWN")]
    [TestCase("/v2/Acme/manifests/1", 400, "NAME_INVALID")]
    [TestCase("/v2/acme/app/blobs/sha256:44", 400, "DIGEST_INVALID")]
    [TestCase("/v2/acme/app/blobs/sha256:0000000000000000000000000000000000000000000000000000000000000000", 404, "BLOB_UNKNOWN")]
    public async Task What_is_not_there_is_answered_with_the_specifications_error(string path, int status, string code)
    {
        Registry.Push("acme/app:1", TestImage.FromScratch());
        var response = await GetAsync(path);

        Assert.That((int)response.StatusCode, Is.EqualTo(status));
        Assert.That(await response.Content.ReadAsStringAsync(), Does.StartWith($$"""{"errors":[{"code":"{{code}}","message":"""));
    }

    [Test]
    public async Task A_manifest_that_does_not_hash_to_its_digest_is_refused()
    {
        var put = await SendAsync(HttpMethod.Put, $"/v2/acme/app/manifests/{Digest.Of("other"u8)}", "{}"u8.ToArray());

        Assert.That(put.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [TestCase("not json", 400)]
    [TestCase("[]", 400)]
    public async Task What_is_no_JSON_object_is_no_manifest(string body, int status)
    {
        var put = await SendAsync(HttpMethod.Put, "/v2/acme/app/manifests/1", Encoding.UTF8.GetBytes(body));

        Assert.That((int)put.StatusCode, Is.EqualTo(status));
    }

    [Test]
    public async Task A_manifest_over_the_cap_is_refused()
    {
        byte[] manifest = Encoding.UTF8.GetBytes($$"""{"a":"{{new string('x', 1000)}}"}""");
        var put = await SendAsync(HttpMethod.Put, "/v2/acme/app/manifests/1", manifest);

        Assert.That(put.StatusCode, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
    }

    [Test]
    public async Task Tags_are_listed_in_order_and_in_the_pages_asked_for()
    {
        foreach (string tag in (string[])["c", "a", "b"])
            Registry.Push($"acme/app:{tag}", TestImage.FromScratch());
        var page = await GetAsync("/v2/acme/app/tags/list?n=2");

        Assert.That(await page.Content.ReadAsStringAsync(), Is.EqualTo("""{"name":"acme/app","tags":["a","b"]}"""));
        Assert.That(Header(page, "Link"), Is.EqualTo("</v2/acme/app/tags/list?n=2&last=b>; rel=\"next\""));
    }

    [Test]
    public async Task A_deleted_manifest_and_its_tags_are_gone()
    {
        var image = Registry.Push("acme/app:1", TestImage.FromScratch());
        var deleted = await SendAsync(HttpMethod.Delete, $"/v2/acme/app/manifests/{image.Digest}");

        Assert.That(deleted.StatusCode, Is.EqualTo(HttpStatusCode.Accepted));
        Assert.That((await GetAsync("/v2/acme/app/manifests/1")).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task A_repository_may_have_a_component_named_as_an_endpoint_is()
    {
        var image = Registry.Push("acme/manifests/blobs:1", TestImage.FromScratch());
        var got = await GetAsync("/v2/acme/manifests/blobs/manifests/1");

        Assert.That(Header(got, "Docker-Content-Digest"), Is.EqualTo(image.Digest.ToString()));
    }
}
