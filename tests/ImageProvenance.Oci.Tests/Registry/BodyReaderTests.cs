using System.Net;

namespace ImageProvenance.Oci.Tests;

public sealed class BodyReaderTests
{
    private static HttpResponseMessage Body(Stream stream, long? length = null, string? encoding = null)
    {
        var response = new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(stream) };
        response.Content.Headers.ContentLength = length;
        if (encoding is not null)
            response.Content.Headers.ContentEncoding.Add(encoding);
        return response;
    }

    private static async Task<byte[]> ReadAsync(HttpResponseMessage response, int maxBytes, FetchBudget? budget = null)
    {
        using (response)
            return await BodyReader.ReadAsync(response, maxBytes, budget ?? new(Limits.Default), default);
    }

    [TestCase(0, 0)]
    [TestCase(10, 10)]
    [TestCase(100_000, 100_000)]
    public async Task A_body_of_exactly_the_cap_is_read_whole(int length, int cap)
    {
        byte[] body = [.. Enumerable.Range(0, length).Select(i => (byte)(i % 251))];
        Assert.That(await ReadAsync(Body(new MemoryStream(body)), cap), Is.EqualTo(body), "without a declared length");
        Assert.That(await ReadAsync(Body(new MemoryStream(body), length), cap), Is.EqualTo(body), "with one");
    }

    [Test]
    public void A_declared_length_over_the_cap_is_refused_before_a_byte_is_read()
    {
        using var endless = new EndlessStream();
        Assert.That(Assert.ThrowsAsync<MalformedContentException>(() => ReadAsync(Body(endless, long.MaxValue), 100))!.Failure.Code, Is.EqualTo("too-large"));
        Assert.That(endless.Taken, Is.Zero);
    }

    [Test]
    public void An_endless_body_is_read_one_byte_beyond_the_cap()
    {
        using var endless = new EndlessStream();
        Assert.That(Assert.ThrowsAsync<MalformedContentException>(() => ReadAsync(Body(endless), 100_000))!.Failure.Code, Is.EqualTo("too-large"));
        Assert.That(endless.Taken, Is.EqualTo(100_001));
    }

    [Test]
    public void A_body_that_ends_before_its_declared_length_is_truncated() =>
        Assert.That(Assert.ThrowsAsync<SourceException>(() => ReadAsync(Body(new MemoryStream(new byte[5]), 10), 100))!.Kind, Is.EqualTo(SourceErrorKind.Truncated));

    [Test]
    public void An_encoded_body_is_refused() =>
        Assert.That(Assert.ThrowsAsync<SourceException>(() => ReadAsync(Body(new MemoryStream(), encoding: "gzip"), 100))!.Kind, Is.EqualTo(SourceErrorKind.ServerError));

    [Test]
    public void Bytes_are_charged_as_they_arrive()
    {
        using var endless = new EndlessStream();
        var budget = new FetchBudget(Limits.Default with { TotalBytes = 1000 });
        Assert.That(Assert.ThrowsAsync<SourceException>(() => ReadAsync(Body(endless), 1 << 20, budget))!.Kind, Is.EqualTo(SourceErrorKind.BudgetExhausted));
    }

    // Red where only what sockets throw is caught: a host's handler may unpack bodies, or give up on them.
    [Test]
    public void Whatever_a_body_throws_is_a_broken_connection()
    {
        foreach (var (exception, kind) in new (Exception, SourceErrorKind)[] { (new InvalidDataException("not gzip"), SourceErrorKind.Network), (new InvalidOperationException("no"), SourceErrorKind.Network), (new TimeoutException("late"), SourceErrorKind.Timeout) })
            Assert.That(Assert.ThrowsAsync<SourceException>(() => ReadAsync(Body(new BrokenStream([], exception)), 100))!.Kind, Is.EqualTo(kind));
    }
}
