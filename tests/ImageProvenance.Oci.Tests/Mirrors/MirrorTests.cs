using System.Net;

namespace ImageProvenance.Oci.Tests;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class MirrorTests : IDisposable
{
    private const string Source = "https://registry.example/v2/acme/app";
    private const string First = "https://first.example/v2/hub/acme/app";
    private const string Second = "https://second.example:5000/v2/acme/app";
    private static readonly Content Image = Content.Image();
    private static readonly Content Blob = Content.Of("blob", "text/plain");
    private static readonly ImageLocation ByTag = ImageLocation.Parse("registry.example/acme/app:1");
    private static readonly ImageLocation ByDigest = ImageLocation.Parse($"registry.example/acme/app:1@{Image.Digest}");

    private readonly DrivenClock _clock = new();
    private readonly ScriptedRegistry _web = new();

    public void Dispose() => _web.Dispose();

    private static LocationTable Table(string prefix, params string[] mirrors) =>
        new([new(RepositoryPrefix.Parse(prefix)) { Mirrors = [.. mirrors.Select(RepositoryPrefix.Parse)] }]);

    private RegistryImageSource Reader(IRepositoryLocations? locations = null, ICredentialStore? credentials = null, RegistryOptions? options = null) =>
        new(_web, credentials, (options ?? new()) with { Locations = locations ?? Table("registry.example", "first.example/hub", "second.example:5000") }, null, _clock);

    private Task<FetchedContent> ResolveAsync(RegistryImageSource source, ImageLocation? location = null) =>
        _clock.RunAsync(source.ResolveAsync(location ?? ByDigest, 4 << 20, new(Limits.Default), default).AsTask());

    private Task<FetchedContent> ManifestAsync(RegistryImageSource source, FetchBudget? budget = null) =>
        _clock.RunAsync(source.GetManifestAsync(ByTag, Image.Digest, 4 << 20, budget ?? new(Limits.Default), default).AsTask());

    private void Serves(string repository, Content? image = null) =>
        _web.On($"{repository}/manifests/{Image.Digest}", _ => ScriptedRegistry.Answer(HttpStatusCode.OK, (image ?? Image).Bytes, Image.MediaType));

    private IEnumerable<string> Hosts => _web.Requests.Select(request => request.Uri.Host);

    [Test]
    public async Task Content_by_digest_comes_from_the_first_mirror()
    {
        Serves(First);
        _web.On($"{First}/blobs/{Blob.Digest}", _ => ScriptedRegistry.Answer(HttpStatusCode.OK, Blob.Bytes));
        var source = Reader();
        Assert.That((await ManifestAsync(source)).Bytes.ToArray(), Is.EqualTo(Image.Bytes));
        Assert.That((await _clock.RunAsync(source.GetBlobAsync(ByTag, Blob.Descriptor, 100, new(Limits.Default), default).AsTask())).Bytes.ToArray(), Is.EqualTo(Blob.Bytes));
        Assert.That((await ResolveAsync(source)).Bytes.ToArray(), Is.EqualTo(Image.Bytes), "a pinned image is content by digest too");
        Assert.That(Hosts, Is.All.EqualTo("first.example"));
    }

    [Test]
    public async Task Tags_and_lists_are_never_asked_of_a_mirror()
    {
        _web.On($"{Source}/manifests/1", _ => ScriptedRegistry.Answer(HttpStatusCode.OK, Image.Bytes, Image.MediaType));
        var source = Reader();
        await ResolveAsync(source, ByTag);
        Assert.That(await _clock.RunAsync(source.FindTagAsync(ByTag, TagName.Parse("none"), 100, new(Limits.Default), default).AsTask()), Is.Null);
        await _clock.RunAsync(source.GetReferrersAsync(ByTag, Image.Digest, Limits.Default, new(Limits.Default), default).AsTask());
        Assert.That(_web.Requests, Has.Count.EqualTo(3));
        Assert.That(Hosts, Is.All.EqualTo("registry.example"));
    }

    private static IEnumerable<TestCaseData> BadMirrors()
    {
        yield return Case("lies", _ => ScriptedRegistry.Answer(HttpStatusCode.OK, Blob.Bytes, MediaTypes.OciManifest));
        yield return Case("lacks it", _ => ScriptedRegistry.Answer(HttpStatusCode.NotFound, []));
        yield return Case("fails", _ => ScriptedRegistry.Answer(HttpStatusCode.InternalServerError, []));
        yield return Case("wants a login", _ => ScriptedRegistry.Challenge("Basic realm=\"x\""));
        yield return Case("forbids", _ => ScriptedRegistry.Answer(HttpStatusCode.Forbidden, []));
        yield return Case("is busy", _ => ScriptedRegistry.Answer(HttpStatusCode.TooManyRequests, [], headers: ("Retry-After", "3600")));
        yield return Case("is down", _ => throw new HttpRequestException(HttpRequestError.ConnectionError, "refused"));
        yield return Case("serves too much", _ => ScriptedRegistry.Answer(HttpStatusCode.OK, new byte[5 << 20]));
        yield return Case("claims a malformed digest", _ => ScriptedRegistry.Answer(HttpStatusCode.OK, Image.Bytes, Image.MediaType, ("Docker-Content-Digest", "sha256:X")));
        yield return Case("redirects to plain http", _ => ScriptedRegistry.Redirect("http://first.example/x"));
        yield return Case("hangs", _ => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new HangingStream()) });

        static TestCaseData Case(string name, Func<HttpRequestMessage, HttpResponseMessage> answer) => new TestCaseData(answer).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(BadMirrors))]
    public async Task A_mirror_that_fails_in_any_way_costs_time_and_nothing_else(Func<HttpRequestMessage, HttpResponseMessage> answer)
    {
        _web.On($"{First}/manifests/{Image.Digest}", answer);
        Serves(Second);
        Assert.That((await ManifestAsync(Reader())).Bytes.ToArray(), Is.EqualTo(Image.Bytes));
        Assert.That(Hosts, Is.EqualTo(new[] { "first.example", "second.example" }), "one attempt each, and the source is not needed");
    }

    // Red where a mirror's media type and claim are handed on: they would make a wrong image of right content.
    [Test]
    public async Task What_a_mirror_says_besides_the_content_is_not_listened_to()
    {
        _web.On($"{First}/manifests/{Image.Digest}", _ => ScriptedRegistry.Answer(HttpStatusCode.OK, Image.Bytes, MediaTypes.DockerIndex, ("Docker-Content-Digest", Blob.Digest.ToString())));
        Assert.That(await ResolveAsync(Reader()), Is.EqualTo(new FetchedContent(Image.Bytes)).Using<FetchedContent>((left, right) =>
            left.Bytes.Span.SequenceEqual(right.Bytes.Span) && left.MediaType == right.MediaType && left.ClaimedDigest == right.ClaimedDigest));
        using var reader = Reading.Reader(Reader(), ByDigest.ToString()!);
        Assert.That((await reader.ResolveAsync(default)).Digest, Is.EqualTo(Image.Digest));
    }

    [Test]
    public async Task The_source_is_asked_last_and_its_error_is_the_one_that_counts()
    {
        var error = Assert.ThrowsAsync<SourceException>(() => ManifestAsync(Reader()))!;
        Assert.That(error.Kind, Is.EqualTo(SourceErrorKind.ContentMissing));
        Assert.That(error.Message, Does.Contain("registry.example").And.Not.Contain("first.example"));
        Assert.That(Hosts, Is.EqualTo(new[] { "first.example", "second.example", "registry.example" }));

        Serves(Source);
        Assert.That((await ManifestAsync(Reader())).Bytes.ToArray(), Is.EqualTo(Image.Bytes));
    }

    [Test]
    public async Task A_mirror_that_failed_is_left_alone_for_half_a_minute_and_one_that_only_lacks_something_is_not()
    {
        _web.On($"{First}/manifests/{Image.Digest}", HttpStatusCode.BadGateway);
        Serves(Source);
        var source = Reader();
        await ManifestAsync(source);
        await ManifestAsync(source);
        Assert.That(Hosts.Count(host => host == "first.example"), Is.EqualTo(1));
        Assert.That(Hosts.Count(host => host == "second.example"), Is.EqualTo(2));

        await _clock.RunAsync(PassAsync(TimeSpan.FromSeconds(30)));
        await ManifestAsync(source);
        Assert.That(Hosts.Count(host => host == "first.example"), Is.EqualTo(2));
    }

    private async Task<bool> PassAsync(TimeSpan time)
    {
        await Task.Delay(time, _clock);
        return true;
    }

    // Red where every failure pauses: one repository, or one reader's login, would switch the mirror off for all.
    [TestCase(401)]
    [TestCase(403)]
    [TestCase(404)]
    [TestCase(429)]
    [TestCase(200, Description = "too large")]
    public async Task What_concerns_one_repository_or_one_reader_is_no_reason_to_leave_a_mirror_alone(int status)
    {
        _web.On($"{First}/manifests/{Image.Digest}", _ => ScriptedRegistry.Answer((HttpStatusCode)status, new byte[5 << 20]));
        Serves(Source);
        var source = Reader();
        await ManifestAsync(source);
        await ManifestAsync(source);
        Assert.That(Hosts.Count(host => host == "first.example"), Is.EqualTo(2));
    }

    [Test]
    public async Task A_mirror_that_lied_is_left_alone()
    {
        _web.On($"{First}/manifests/{Image.Digest}", _ => ScriptedRegistry.Answer(HttpStatusCode.OK, Blob.Bytes, MediaTypes.OciManifest));
        Serves(Source);
        var source = Reader();
        await ManifestAsync(source);
        await ManifestAsync(source);
        Assert.That(Hosts.Count(host => host == "first.example"), Is.EqualTo(1));
    }

    // Red without the share of MirrorFetcher.FindAsync.
    [Test]
    public async Task Mirrors_that_never_end_leave_two_thirds_of_the_time_to_the_source()
    {
        foreach (string host in new[] { "a.example", "b.example", "c.example" })
            _web.On($"https://{host}/v2/acme/app/manifests/{Image.Digest}", _ => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new HangingStream()) });
        Serves(Source);
        Assert.That((await ManifestAsync(Reader(Table("registry.example", "a.example", "b.example", "c.example")))).Bytes.ToArray(), Is.EqualTo(Image.Bytes));
        Assert.That(Hosts, Is.EqualTo(new[] { "a.example", "b.example", "c.example", "registry.example" }));
        Assert.That(_clock.Passed, Is.LessThanOrEqualTo(Limits.Default.Timeout / 3));
    }

    [Test]
    public async Task A_mirror_whose_credential_helper_fails_costs_nothing_else()
    {
        Serves(Source);
        await ManifestAsync(Reader(Table("registry.example", "first.example"), new FailingFor("first.example")));
        Assert.That(Hosts, Is.EqualTo(new[] { "registry.example" }));
    }

    private sealed class FailingFor(string host) : ICredentialStore
    {
        public string Name => "a test";

        public ValueTask<RegistryCredential?> FindAsync(RegistryName registry, RepositoryName repository, CancellationToken cancellationToken) =>
            registry.Value == host ? throw new CredentialException("the helper fails") : default;
    }

    [Test]
    public void A_spent_budget_asks_no_further_place()
    {
        Serves(First);
        var error = Assert.ThrowsAsync<SourceException>(() => ManifestAsync(Reader(), new(Limits.Default with { TotalBytes = 10 })))!;
        Assert.That(error.Kind, Is.EqualTo(SourceErrorKind.BudgetExhausted));
        Assert.That(Hosts, Is.EqualTo(new[] { "first.example" }));
    }

    [Test]
    public void One_deadline_is_over_all_mirrors_and_the_source()
    {
        foreach (string place in new[] { First, Second, Source })
            _web.On($"{place}/manifests/{Image.Digest}", _ => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new HangingStream()) });
        Assert.That(Assert.ThrowsAsync<SourceException>(() => ManifestAsync(Reader()))!.Kind, Is.EqualTo(SourceErrorKind.Timeout));
        Assert.That(_clock.Passed, Is.EqualTo(Limits.Default.Timeout * 0.9), "a tenth is left for other places");
    }

    [Test]
    public async Task A_mirror_is_read_with_its_own_credential_and_never_with_the_source_s()
    {
        _web.On($"{First}/manifests/{Image.Digest}", _ => ScriptedRegistry.Challenge("Basic realm=\"x\""))
            .On($"{Second}/manifests/{Image.Digest}", request => request.Headers.Authorization is null
                ? ScriptedRegistry.Challenge("Basic realm=\"x\"")
                : ScriptedRegistry.Answer(HttpStatusCode.OK, Image.Bytes, Image.MediaType));
        var credentials = new CredentialsByRegistry(new()
        {
            ["registry.example"] = RegistryCredential.Basic("source", "s", "a test"),
            ["second.example:5000"] = RegistryCredential.Basic("second", "m", "a test"),
        });
        await ManifestAsync(Reader(credentials: credentials));
        Assert.That(credentials.Asked, Is.EqualTo(new[] { "first.example/hub/acme/app", "second.example:5000/acme/app" }));
        string?[] sent = [.. _web.Requests.Select(request => request.Authorization).Where(authorization => authorization is not null)];
        Assert.That(sent, Is.EqualTo(new[] { "Basic " + Convert.ToBase64String("second:m"u8) }));
    }

    [Test]
    public async Task A_mirror_has_its_own_word_on_plain_http()
    {
        _web.On($"http://plain.example/v2/acme/app/manifests/{Image.Digest}", _ => ScriptedRegistry.Answer(HttpStatusCode.OK, Image.Bytes, Image.MediaType));
        var options = new RegistryOptions { PlainHttpHosts = new HashSet<RegistryName> { RegistryName.Parse("plain.example") } };
        await ManifestAsync(Reader(Table("registry.example", "first.example", "plain.example"), options: options));
        Assert.That(_web.Requests.Select(request => request.Uri.GetLeftPart(UriPartial.Authority)), Is.EqualTo(new[] { "https://first.example", "http://plain.example" }));
    }

    [Test]
    public async Task Everything_is_read_at_the_location_that_takes_the_place_of_a_registry_and_the_image_keeps_its_name()
    {
        var table = new LocationTable([new(RepositoryPrefix.Parse("docker.io")) { Location = RepositoryPrefix.Parse("registry.internal/hub") }]);
        _web.On("https://registry.internal/v2/hub/library/alpine/manifests/3", _ => ScriptedRegistry.Answer(HttpStatusCode.OK, Image.Bytes, Image.MediaType));
        using var reader = Reading.Reader(Reader(table), "alpine:3");
        var image = await reader.ResolveAsync(default);
        await reader.GetReferrersAsync(image.Digest, default);
        Assert.That(await reader.FindTagAsync(TagName.Parse("none"), default), Is.Null);
        Assert.That(image.Pinned.ToString(), Is.EqualTo($"docker.io/library/alpine@{Image.Digest}"));
        Assert.That(Hosts, Is.All.EqualTo("registry.internal"));
        Assert.That(_web.Requests, Has.Count.EqualTo(3));

        var error = Assert.ThrowsAsync<SourceException>(() => ResolveAsync(Reader(table), ImageLocation.Parse("alpine:4")))!;
        Assert.That(error.Message, Does.Contain("docker.io/library/alpine:4").And.Contain("registry.internal"), "both names are told");
    }

    [Test]
    public void An_image_that_can_have_no_name_at_the_location_is_refused_and_not_read_elsewhere()
    {
        var table = new LocationTable([new(RepositoryPrefix.Parse("registry.example")) { Location = RepositoryPrefix.Parse("registry.internal/" + new string('x', 250)) }]);
        Assert.ThrowsAsync<ImageLocationException>(() => ResolveAsync(Reader(table), ByTag));
        Assert.That(_web.Requests, Is.Empty);
    }

    private sealed class CredentialsByRegistry(Dictionary<string, RegistryCredential> known) : ICredentialStore
    {
        public List<string> Asked { get; } = [];

        public string Name => "a test";

        public ValueTask<RegistryCredential?> FindAsync(RegistryName registry, RepositoryName repository, CancellationToken cancellationToken)
        {
            Asked.Add($"{registry}/{repository}");
            return new(known.GetValueOrDefault(registry.Value));
        }
    }
}
