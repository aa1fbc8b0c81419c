using System.Net;

namespace ImageProvenance.Testing.Tests;

public sealed class HookTests(bool overSocket) : RegistryFixture(overSocket)
{
    private const string Manifest = "/v2/acme/app/manifests/1";

    private PushedImage _image = null!;

    [SetUp]
    public async Task Start()
    {
        await StartAsync(new());
        _image = Registry.Push("acme/app:1", TestImage.FromScratch());
    }

    [Test]
    public async Task The_log_has_every_request_in_order_and_none_of_what_was_pushed_by_method()
    {
        await GetAsync("/v2/");
        await GetAsync($"/v2/acme/app/referrers/{_image.Digest}?artifactType=a");
        Assert.That(Registry.Requests.Select(request => request.ToString()), Is.EqualTo(new[] { "GET /v2/", $"GET /v2/acme/app/referrers/{_image.Digest}?artifactType=a" }));

        Registry.Reset();
        Assert.That(Registry.RequestCount, Is.Zero);
        Assert.That((await GetAsync(Manifest)).IsSuccessStatusCode, "the content stays");
    }

    [Test]
    public async Task A_hook_answers_in_the_registrys_place_until_it_is_removed()
    {
        using (Registry.Answer(request => request.Path == Manifest ? new RegistryResponse(429).With("Retry-After", "7") : null))
        {
            var refused = await GetAsync(Manifest);
            Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
            Assert.That(refused.Headers.RetryAfter?.Delta, Is.EqualTo(TimeSpan.FromSeconds(7)));
            Assert.That((await GetAsync("/v2/")).IsSuccessStatusCode, "null lets a request pass");
        }

        Assert.That((await GetAsync(Manifest)).IsSuccessStatusCode);
        Assert.That(Registry.RequestCount, Is.EqualTo(3));
    }

    [Test]
    public async Task A_hook_changes_a_true_answer_into_a_lie()
    {
        Registry.Alter((request, response) => request.Path == Manifest ? response with { Body = "{}"u8.ToArray() } : response);
        var lie = await GetAsync(Manifest);

        Assert.That(Header(lie, "Docker-Content-Digest"), Is.EqualTo(_image.Digest.ToString()));
        Assert.That(await lie.Content.ReadAsStringAsync(), Is.EqualTo("{}"));
    }

    [Test]
    public async Task Tampered_content_keeps_its_name()
    {
        Registry.Tamper("acme/app", _image.Digest, "{}"u8.ToArray());

        Assert.That(await (await GetAsync(Manifest)).Content.ReadAsStringAsync(), Is.EqualTo("{}"));
        Assert.That(Header(await GetAsync(Manifest), "Docker-Content-Digest"), Is.EqualTo(_image.Digest.ToString()));
    }

    [Test]
    public void A_hook_breaks_the_connection()
    {
        Registry.Answer(_ => throw new IOException("gone"));

        Assert.ThrowsAsync<HttpRequestException>(() => GetAsync(Manifest));
    }

    [Test]
    public void A_hook_waits_until_the_client_gives_up()
    {
        Registry.Answer(async (_, token) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
            return null;
        });
        Client.Timeout = TimeSpan.FromMilliseconds(200);

        Assert.ThrowsAsync<TaskCanceledException>(() => GetAsync(Manifest));
    }

    [Test]
    public async Task A_body_may_have_no_end()
    {
        Registry.Answer(_ => RegistryResponse.Content("application/octet-stream", default) with { OpenBody = () => new EndlessStream() });
        using var response = await Client.GetAsync(Manifest, HttpCompletionOption.ResponseHeadersRead);
        await using var body = await response.Content.ReadAsStreamAsync();
        await body.ReadExactlyAsync(new byte[1 << 20]);

        Assert.That(response.Content.Headers.ContentLength, Is.Null);
    }

    [Test]
    public async Task Requests_at_once_are_all_answered_and_counted()
    {
        var responses = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => SendAsync(HttpMethod.Put, $"/v2/acme/app/manifests/t{i}", "{}"u8.ToArray())));

        Assert.That(responses.Select(response => response.StatusCode), Is.All.EqualTo(HttpStatusCode.Created));
        Assert.That(Registry.RequestCount, Is.EqualTo(50));
    }

    private sealed class EndlessStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(buffer.Length);

        public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken) => CopyAsync(destination, cancellationToken);

        private static async Task CopyAsync(Stream destination, CancellationToken cancellationToken)
        {
            while (true)
                await destination.WriteAsync(new byte[4096], cancellationToken);
        }
    }
}
