using System.Net;

namespace ImageProvenance.Oci.Tests;

/// <summary>Bodies that are made to fill the memory or to take all the time: what is allocated is counted.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase), NonParallelizable]
public sealed class BoundedBodyTests
{
    private const string Repository = "/v2/acme/app";
    private const long MiB = 1 << 20;
    private static readonly ImageLocation Location = ImageLocation.Parse("registry.example/acme/app:1");
    private static readonly Digest Some = Content.Config().Digest;

    private readonly DrivenClock _clock = new();

    private static HttpResponseMessage Body(Stream body, long? length = null, HttpStatusCode status = HttpStatusCode.OK, string mediaType = MediaTypes.OciManifest)
    {
        var response = new HttpResponseMessage(status) { Content = new StreamContent(body) };
        response.Content.Headers.ContentType = new(mediaType);
        response.Content.Headers.ContentLength = length;
        return response;
    }

    /// <summary>Asks for everything that a registry is asked for, one after the other, and counts what that allocates at most.</summary>
    private async Task<(long Bytes, IReadOnlyList<string> Codes)> MeasureAsync(Func<HttpResponseMessage> answer)
    {
        using var registry = new ScriptedRegistry();
        foreach (string path in new[] { "manifests/1", $"manifests/{Some}", $"blobs/{Some}", $"referrers/{Some}" })
            registry.On($"{Repository}/{path}", _ => answer());
        var source = new RegistryImageSource(registry, options: new() { Retries = Retries.None }, time: _clock);
        var limits = Limits.Default;
        (long most, List<string> codes) = (0, []);
        foreach (var read in new Func<FetchBudget, Task>[]
        {
            budget => source.ResolveAsync(Location, limits.ManifestBytes, budget, default).AsTask(),
            budget => source.GetManifestAsync(Location, Some, limits.ManifestBytes, budget, default).AsTask(),
            budget => source.GetBlobAsync(Location, new(MediaTypes.OciConfig, Some, 8192 * MiB), limits.ConfigBytes, budget, default).AsTask(),
            budget => source.FindTagAsync(Location, TagName.Parse("1"), limits.ManifestBytes, budget, default).AsTask(),
            budget => source.GetReferrersAsync(Location, Some, limits, budget, default).AsTask(),
        })
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            codes.Add(await CodeOfAsync(read(new(limits))));
            most = Math.Max(most, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        return (most, codes);
    }

    private async Task<string> CodeOfAsync(Task read)
    {
        async Task<string> Code()
        {
            try
            {
                await read;
                return "none";
            }
            catch (MalformedContentException e)
            {
                return e.Failure.Code;
            }
            catch (SourceException e)
            {
                return e.Failure.Code;
            }
        }

        return await _clock.RunAsync(Code());
    }

    // Red without the comparison of what has come with the cap in BodyReader.
    [Test, CancelAfter(20_000)]
    public async Task CVE_2023_42813_a_manifest_an_index_and_a_configuration_without_end_are_read_to_their_cap(CancellationToken cancellationToken)
    {
        var (bytes, codes) = await MeasureAsync(() => Body(new EndlessStream()));
        Assert.That(codes.Take(4), Is.All.EqualTo("too-large"));
        Assert.That(bytes, Is.LessThan(16 * MiB));

        var (list, listCodes) = await MeasureAsync(() => Body(new EndlessStream(), mediaType: MediaTypes.OciIndex));
        Assert.That(listCodes, Is.All.EqualTo("too-large"));
        Assert.That(list, Is.LessThan(16 * MiB));
    }

    // Red without the comparison of Content-Length with the cap in BodyReader.
    [Test]
    public async Task CVE_2024_29902_a_body_that_is_announced_with_8_GiB_is_refused_before_a_byte_of_it()
    {
        var (bytes, codes) = await MeasureAsync(() => Body(new EndlessStream(), 8192 * MiB, mediaType: MediaTypes.OciIndex));
        Assert.That(codes, Is.All.EqualTo("too-large"));
        Assert.That(bytes, Is.LessThan(MiB / 2));
    }

    [Test]
    public async Task CVE_2024_29902_a_layer_that_is_listed_with_8_GiB_is_not_asked_for()
    {
        using var registry = new ScriptedRegistry();
        using var reader = Reading.Reader(new RegistryImageSource(registry), Location.ToString()!);
        long before = GC.GetTotalAllocatedBytes(precise: true);
        Assert.That(await CodeOfAsync(reader.GetBlobAsync(new(MediaTypes.CosignSimpleSigning, Some, 8192 * MiB), Limits.Default.SignatureBytes, default)), Is.EqualTo("too-large"));
        Assert.That(GC.GetTotalAllocatedBytes(precise: true) - before, Is.LessThan(MiB / 2));
        Assert.That(registry.Requests, Is.Empty);
    }

    // Red where a buffer is made of the announced length.
    [Test]
    public async Task CVE_2024_29903_memory_follows_what_arrives_and_not_what_is_announced()
    {
        using var registry = new ScriptedRegistry().On($"{Repository}/blobs/{Some}", _ => Body(new HangingStream(), 40 * MiB));
        var source = new RegistryImageSource(registry, time: _clock);
        long before = GC.GetTotalAllocatedBytes(precise: true);
        Assert.That(await CodeOfAsync(source.GetBlobAsync(Location, new(MediaTypes.InToto, Some, 40 * MiB), Limits.Default.StatementBytes, new(Limits.Default), default).AsTask()), Is.EqualTo("timeout"));
        Assert.That(GC.GetTotalAllocatedBytes(precise: true) - before, Is.LessThan(8 * MiB));
    }

    // Red without the deadline over bodies in RegistryFetcher.
    [Test, CancelAfter(20_000)]
    public async Task A_body_that_drips_for_ever_ends_before_the_deadline_of_the_verification(CancellationToken cancellationToken)
    {
        using var registry = new ScriptedRegistry().On($"{Repository}/manifests/1", _ => Body(new DrippingStream(_clock)));
        var source = new RegistryImageSource(registry, time: _clock);
        Assert.That(await CodeOfAsync(source.ResolveAsync(Location, 4 << 20, new(Limits.Default), cancellationToken).AsTask()), Is.EqualTo("timeout"));
        Assert.That(_clock.Passed, Is.EqualTo(Limits.Default.Timeout * 0.9));
    }

    [TestCase(HttpStatusCode.InternalServerError, "server-error")]
    [TestCase(HttpStatusCode.Forbidden, "forbidden")]
    public async Task The_body_of_an_error_without_end_is_read_to_its_cap(HttpStatusCode status, string code)
    {
        var (bytes, codes) = await MeasureAsync(() => Body(new EndlessStream(), status: status));
        Assert.That(codes, Is.All.EqualTo(code));
        Assert.That(bytes, Is.LessThan(MiB));
    }

    [Test]
    public async Task A_token_without_end_is_read_to_its_cap()
    {
        using var registry = new ScriptedRegistry()
            .On($"{Repository}/manifests/1", _ => ScriptedRegistry.Challenge("Bearer realm=\"https://registry.example/token\",service=\"s\""))
            .On("https://registry.example/token?service=s&scope=repository%3Aacme%2Fapp%3Apull", _ => Body(new EndlessStream(), mediaType: "application/json"));
        long before = GC.GetTotalAllocatedBytes(precise: true);
        Assert.That(await CodeOfAsync(new RegistryImageSource(registry, time: _clock).ResolveAsync(Location, 100, new(Limits.Default), default).AsTask()), Is.EqualTo("server-error"));
        Assert.That(GC.GetTotalAllocatedBytes(precise: true) - before, Is.LessThan(MiB));
    }

    // Red without the cap on pages in ReferrersPages.
    [Test, CancelAfter(20_000)]
    public async Task CVE_2023_33957_a_list_of_signatures_without_end_is_cut_and_says_so(CancellationToken cancellationToken)
    {
        int page = 0;
        using var registry = new ScriptedRegistry
        {
            Else = _ => ScriptedRegistry.Answer(HttpStatusCode.OK, Content.Index().Bytes, MediaTypes.OciIndex, ("Link", $"</v2/acme/app/referrers/{Some}?page={++page}>; rel=\"next\"")),
        };
        var list = await new RegistryImageSource(registry).GetReferrersAsync(Location, Some, Limits.Default, new(Limits.Default), cancellationToken);
        Assert.That(list.Cut?.Code, Is.EqualTo("too-many-pages"));
        Assert.That(registry.Requests, Has.Count.EqualTo(Limits.Default.Pages));
    }
}
