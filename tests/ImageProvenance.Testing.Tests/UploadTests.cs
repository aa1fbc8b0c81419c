using System.Net;
using System.Net.Http.Headers;

namespace ImageProvenance.Testing.Tests;

public sealed class UploadTests(bool overSocket) : RegistryFixture(overSocket)
{
    private static readonly byte[] Content = "some content"u8.ToArray();
    private static readonly Digest ContentDigest = Digest.Of(Content);

    [SetUp]
    public Task Start() => StartAsync(new() { MaxManifestBytes = 100, MaxBlobBytes = 100 });

    [Test]
    public async Task A_blob_is_pushed_in_one_request()
    {
        var post = await SendAsync(HttpMethod.Post, $"/v2/acme/app/blobs/uploads/?digest={ContentDigest}", Content);

        Assert.That(post.StatusCode, Is.EqualTo(HttpStatusCode.Created));
        await AssertStoredAsync("acme/app");
    }

    [Test]
    public async Task A_blob_is_pushed_in_two_requests()
    {
        string location = await StartUploadAsync("/v2/acme/app/blobs/uploads/");
        var put = await SendAsync(HttpMethod.Put, $"{location}?digest={Uri.EscapeDataString(ContentDigest.ToString())}", Content);

        Assert.That(put.StatusCode, Is.EqualTo(HttpStatusCode.Created));
        Assert.That(Header(put, "Location"), Is.EqualTo($"/v2/acme/app/blobs/{ContentDigest}"));
        await AssertStoredAsync("acme/app");
    }

    [Test]
    public async Task A_blob_is_pushed_in_chunks_that_must_follow_each_other()
    {
        string location = await StartUploadAsync("/v2/acme/app/blobs/uploads/");
        var first = await PatchAsync(location, Content[..5], 0);
        var wrong = await PatchAsync(location, Content[5..], 7);
        var second = await PatchAsync(location, Content[5..], 5);
        var put = await SendAsync(HttpMethod.Put, $"{location}?digest={ContentDigest}");

        Assert.That(Header(first, "Range"), Is.EqualTo("0-4"));
        Assert.That(wrong.StatusCode, Is.EqualTo(HttpStatusCode.RequestedRangeNotSatisfiable));
        Assert.That(second.StatusCode, Is.EqualTo(HttpStatusCode.Accepted));
        Assert.That(put.StatusCode, Is.EqualTo(HttpStatusCode.Created));
        await AssertStoredAsync("acme/app");
    }

    [Test]
    public async Task A_blob_of_another_repository_is_mounted()
    {
        Registry.PutBlob("acme/base", Content);
        var post = await SendAsync(HttpMethod.Post, $"/v2/acme/app/blobs/uploads/?mount={ContentDigest}&from=acme/base");

        Assert.That(post.StatusCode, Is.EqualTo(HttpStatusCode.Created));
        await AssertStoredAsync("acme/app");
    }

    [Test]
    public async Task A_mount_that_cannot_be_done_becomes_an_upload()
    {
        var post = await SendAsync(HttpMethod.Post, $"/v2/acme/app/blobs/uploads/?mount={ContentDigest}&from=acme/base");

        Assert.That(post.StatusCode, Is.EqualTo(HttpStatusCode.Accepted));
        Assert.That(Header(post, "Location"), Does.StartWith("/v2/acme/app/blobs/uploads/"));
    }

    [Test]
    public async Task A_blob_that_does_not_hash_to_its_digest_is_refused()
    {
        var post = await SendAsync(HttpMethod.Post, $"/v2/acme/app/blobs/uploads/?digest={ContentDigest}", "other"u8.ToArray());

        Assert.That(post.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task Chunks_that_together_exceed_the_cap_are_refused()
    {
        string location = await StartUploadAsync("/v2/acme/app/blobs/uploads/");
        await PatchAsync(location, new byte[60], 0);
        var second = await PatchAsync(location, new byte[60], 60);

        Assert.That(second.StatusCode, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
    }

    [Test]
    public async Task A_body_over_the_cap_is_refused_before_it_is_kept()
    {
        var post = await SendAsync(HttpMethod.Post, $"/v2/acme/app/blobs/uploads/?digest={ContentDigest}", new byte[101]);

        Assert.That(post.StatusCode, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
    }

    private async Task<string> StartUploadAsync(string path)
    {
        var post = await SendAsync(HttpMethod.Post, path);
        Assert.That(post.StatusCode, Is.EqualTo(HttpStatusCode.Accepted));
        return Header(post, "Location");
    }

    private Task<HttpResponseMessage> PatchAsync(string location, byte[] chunk, int start)
    {
        var request = new HttpRequestMessage(HttpMethod.Patch, location) { Content = new ByteArrayContent(chunk) };
        request.Content.Headers.TryAddWithoutValidation("Content-Range", $"{start}-{start + chunk.Length - 1}");
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return Client.SendAsync(request);
    }

    private async Task AssertStoredAsync(string repository)
    {
        var got = await GetAsync($"/v2/{repository}/blobs/{ContentDigest}");
        Assert.That(await got.Content.ReadAsByteArrayAsync(), Is.EqualTo(Content));
    }
}
