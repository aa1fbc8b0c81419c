using System.IO.Compression;

namespace ImageProvenance.Testing.Tests;

public sealed class BodyTests(bool overSocket) : HostileFixture(overSocket)
{
    private const int Plenty = 1 << 20;

    [Test]
    public async Task A_body_has_no_end([Values("/v2/acme/app/manifests/1", "/v2/acme/app/manifests/none")] string path)
    {
        using var _ = Registry.Misbehave(Misbehaviour.EndlessBody);
        using var response = await StartGetAsync(path);

        Assert.That(response.Content.Headers.ContentLength, Is.Null);
        Assert.That(await StartsAsync(response), Does.StartWith("{"), "it begins as it should");
    }

    [Test]
    public async Task A_body_has_8_GiB_and_says_so()
    {
        using var _ = Registry.Misbehave(Misbehaviour.HugeBody);
        using var response = await StartGetAsync(Tag);

        Assert.That(response.Content.Headers.ContentLength, Is.EqualTo(8L << 30));
        Assert.That(await StartsAsync(response), Does.StartWith("{"));
    }

    // Through the handler nobody counts, and the whole body is there under the wrong length; on a socket the connection breaks.
    [Test]
    public async Task More_is_declared_than_sent()
    {
        using var _ = Registry.Misbehave(Misbehaviour.LongerLength);
        using var response = await StartGetAsync(Tag);

        Assert.That(response.Content.Headers.ContentLength, Is.EqualTo(2 * ImageBytes.Length));
        Assert.That(await BreaksOffAsync(response), Is.EqualTo(IsOverSocket));
    }

    [Test]
    public async Task Less_is_declared_than_sent()
    {
        using var _ = Registry.Misbehave(Misbehaviour.ShorterLength);
        byte[] half = ImageBytes[..(ImageBytes.Length / 2)];
        using var response = await StartGetAsync(Tag);

        Assert.That(response.Content.Headers.ContentLength, Is.EqualTo(half.Length));
        Assert.That(await response.Content.ReadAsByteArrayAsync(), Is.EqualTo(half));
        Assert.That(await (await GetAsync(Tag)).Content.ReadAsByteArrayAsync(), Is.EqualTo(half), "the rest is no answer to the next request");
    }

    [Test]
    public async Task No_length_is_declared_and_the_body_is_right()
    {
        using var _ = Registry.Misbehave(Misbehaviour.NoLength);
        using var response = await StartGetAsync(Tag);

        Assert.That(response.Content.Headers.ContentLength, Is.Null);
        Assert.That(await response.Content.ReadAsByteArrayAsync(), Is.EqualTo(ImageBytes));
    }

    [Test, CancelAfter(20_000)]
    public async Task A_byte_comes_each_second_of_the_clock(CancellationToken cancellationToken)
    {
        using var _ = Registry.Misbehave(Misbehaviour.SlowBody);
        using var response = await StartGetAsync(Tag);
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        byte[] buffer = new byte[100];
        foreach (byte expected in ImageBytes[..3])
        {
            var read = body.ReadAsync(buffer, cancellationToken).AsTask();
            Assert.That(await Task.WhenAny(read, Task.Delay(50, cancellationToken)), Is.Not.SameAs(read), "the clock stands still");
            Clock.Advance(TimeSpan.FromSeconds(1));
            Assert.That((await read, buffer[0]), Is.EqualTo((1, expected)));
        }
    }

    [Test, CancelAfter(20_000)]
    public async Task Headers_come_and_no_body(CancellationToken cancellationToken)
    {
        using var _ = Registry.Misbehave(Misbehaviour.SilentBody);
        using var response = await StartGetAsync(Tag);
        var body = response.Content.ReadAsByteArrayAsync(cancellationToken);
        Clock.Advance(TimeSpan.FromDays(1));

        Assert.That(response.IsSuccessStatusCode);
        Assert.That(await Task.WhenAny(body, Task.Delay(50, cancellationToken)), Is.Not.SameAs(body));
    }

    [Test]
    public async Task The_connection_breaks_in_the_middle()
    {
        using var _ = Registry.Misbehave(Misbehaviour.BrokenBody);
        using var response = await StartGetAsync(Tag);

        Assert.That(response.IsSuccessStatusCode);
        Assert.That(await BreaksOffAsync(response));
    }

    [Test]
    public async Task A_small_body_unpacks_without_end()
    {
        using var _ = Registry.Misbehave(Misbehaviour.GzipBomb);
        using var response = await StartGetAsync(Tag);
        Assert.That(response.Content.Headers.ContentEncoding, Is.EqualTo(new[] { "gzip" }));

        await using var packed = await response.Content.ReadAsStreamAsync();
        await using var unpacked = new GZipStream(packed, CompressionMode.Decompress);
        byte[] buffer = new byte[Plenty];
        for (int i = 0; i < 40; i++)
            await unpacked.ReadExactlyAsync(buffer);
    }

    [Test]
    public async Task A_body_is_compressed_that_nobody_asked_to_be()
    {
        using var _ = Registry.Misbehave(Misbehaviour.UnaskedGzip);
        using var response = await GetAsync(Tag);
        await using var unpacked = new GZipStream(await response.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        using var content = new MemoryStream();
        await unpacked.CopyToAsync(content);

        Assert.That(response.Content.Headers.ContentEncoding, Is.EqualTo(new[] { "gzip" }));
        Assert.That(content.ToArray(), Is.EqualTo(ImageBytes));
        Assert.That((await GetAsync("/v2/acme/app/manifests/none")).Content.Headers.ContentEncoding, Is.Empty, "there was nothing to compress");
    }

    private static async Task<string> StartsAsync(HttpResponseMessage response)
    {
        byte[] start = new byte[Plenty];
        await using var body = await response.Content.ReadAsStreamAsync();
        await body.ReadExactlyAsync(start);
        return System.Text.Encoding.UTF8.GetString(start.AsSpan(0, 100));
    }
}
