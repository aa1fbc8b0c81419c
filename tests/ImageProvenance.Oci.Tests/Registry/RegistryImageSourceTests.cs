using System.Net;

namespace ImageProvenance.Oci.Tests;

public sealed class RegistryImageSourceTests
{
    private const string Repository = "acme/app";
    private static readonly Content Image = Content.Image();

    private static FetchBudget Budget() => new(Limits.Default);

    private static ValueTask<FetchedContent> ResolveAsync(ScriptedRegistry registry, string reference = "registry.example/acme/app:1", RegistryOptions? options = null, FetchBudget? budget = null, int maxBytes = 4 << 20) =>
        new RegistryImageSource(registry, options: (options ?? RegistryOptions.Default) with { Retries = Retries.None }).ResolveAsync(ImageLocation.Parse(reference), maxBytes, budget ?? Budget(), default);

    private static SourceException Fails(ScriptedRegistry registry, string reference = "registry.example/acme/app:1") =>
        Assert.ThrowsAsync<SourceException>(async () => await ResolveAsync(registry, reference))!;

    [Test]
    public async Task A_tag_is_resolved_with_one_get_that_accepts_the_four_manifest_types()
    {
        using var registry = new ScriptedRegistry().OnManifest(Repository, Image, "1");
        var budget = Budget();
        var fetched = await ResolveAsync(registry, budget: budget);

        var request = registry.Requests.Single();
        Assert.Multiple(() =>
        {
            Assert.That(fetched.Bytes.ToArray(), Is.EqualTo(Image.Bytes));
            Assert.That(fetched.MediaType, Is.EqualTo(MediaTypes.OciManifest));
            Assert.That(request.Method, Is.EqualTo(HttpMethod.Get));
            Assert.That(request.Uri.AbsoluteUri, Is.EqualTo("https://registry.example/v2/acme/app/manifests/1"));
            Assert.That(request.Accept!.Split(", "), Is.EquivalentTo(new[] { MediaTypes.OciIndex, MediaTypes.DockerIndex, MediaTypes.OciManifest, MediaTypes.DockerManifest }));
            Assert.That(request.Authorization, Is.Null);
            Assert.That(budget.Requests, Is.EqualTo(1));
            Assert.That(budget.Bytes, Is.EqualTo(Image.Bytes.Length));
        });
    }

    [Test]
    public async Task A_digest_wins_over_a_tag()
    {
        using var registry = new ScriptedRegistry().OnManifest(Repository, Image);
        await ResolveAsync(registry, $"registry.example/acme/app:1@{Image.Digest}");
        Assert.That(registry.Paths, Is.EqualTo(new[] { $"/v2/acme/app/manifests/{Image.Digest}" }));
    }

    [Test]
    public async Task Docker_Hub_is_spoken_to_at_its_api_host()
    {
        using var registry = new ScriptedRegistry().OnManifest("library/alpine", Image, "latest");
        await ResolveAsync(registry, "alpine");
        Assert.That(registry.Requests.Single().Uri.Host, Is.EqualTo("registry-1.docker.io"));
    }

    [TestCase("localhost:5000/acme/app:1", "http")]
    [TestCase("127.0.0.1:5000/acme/app:1", "http")]
    [TestCase("Plain.example:5000/acme/app:1", "http")]
    [TestCase("plain.example/acme/app:1", "https")]
    [TestCase("10.0.0.1/acme/app:1", "https")]
    public async Task Only_loopback_and_named_registries_are_spoken_to_over_plain_http(string reference, string scheme)
    {
        using var registry = new ScriptedRegistry().OnManifest(Repository, Image, "1");
        var options = new RegistryOptions { PlainHttpHosts = new HashSet<RegistryName> { RegistryName.Parse("plain.example:5000") } };
        await ResolveAsync(registry, reference, options);
        Assert.That(registry.Requests.Single().Uri.Scheme, Is.EqualTo(scheme));
    }

    [TestCase(HttpStatusCode.NotFound, SourceErrorKind.NotFound)]
    [TestCase(HttpStatusCode.Unauthorized, SourceErrorKind.Unauthorized)]
    [TestCase(HttpStatusCode.Forbidden, SourceErrorKind.Forbidden)]
    [TestCase(HttpStatusCode.TooManyRequests, SourceErrorKind.RateLimited)]
    [TestCase(HttpStatusCode.InternalServerError, SourceErrorKind.ServerError)]
    [TestCase(HttpStatusCode.ServiceUnavailable, SourceErrorKind.ServerError)]
    [TestCase(HttpStatusCode.NoContent, SourceErrorKind.ServerError)]
    [TestCase(HttpStatusCode.GatewayTimeout, SourceErrorKind.Timeout)]
    public void A_status_becomes_a_source_error_of_its_kind(HttpStatusCode status, SourceErrorKind kind)
    {
        using var registry = new ScriptedRegistry().On("/v2/acme/app/manifests/1", status);
        Assert.That(Fails(registry).Kind, Is.EqualTo(kind));
    }

    [Test]
    public void What_is_not_found_is_named_with_a_way_out()
    {
        using var registry = new ScriptedRegistry();
        var error = Fails(registry);
        Assert.That(error.Message, Does.Contain("registry.example/acme/app:1").And.Contain("Check"));
        Assert.That(error.Failure.Actual, Does.Contain("MANIFEST_UNKNOWN: manifest unknown"));
    }

    [Test]
    public void What_a_registry_says_of_an_error_is_cleaned_and_cut()
    {
        string message = "\\u001b[2Jgone\\r\\nallowed\\u202e" + new string('x', 5000);
        using var registry = new ScriptedRegistry().On("/v2/acme/app/manifests/1", HttpStatusCode.InternalServerError, $$"""{"errors":[{"code":"UNKNOWN","message":"{{message}}"}]}""");
        string said = Fails(registry).Failure.Actual!;
        Assert.That(said.Any(c => char.IsControl(c) || c == '\u202e'), Is.False);
        Assert.That(said, Has.Length.LessThan(400));
    }

    [Test]
    public void A_huge_error_body_is_read_no_further_than_its_cap()
    {
        var budget = Budget();
        using var registry = new ScriptedRegistry().On("/v2/acme/app/manifests/1", HttpStatusCode.InternalServerError, new string(' ', 1 << 20));
        Assert.ThrowsAsync<SourceException>(async () => await ResolveAsync(registry, budget: budget));
        Assert.That(budget.Bytes, Is.LessThanOrEqualTo(Limits.Default.ErrorBytes + 1));
    }

    [Test]
    public void A_connection_that_cannot_be_made_is_a_network_error()
    {
        using var registry = new ScriptedRegistry { Before = (_, _) => throw new HttpRequestException("no route to host") };
        Assert.That(Fails(registry).Kind, Is.EqualTo(SourceErrorKind.Network));
    }

    [Test]
    public async Task A_registry_that_does_not_answer_is_a_timeout_and_a_caller_who_leaves_is_not()
    {
        var clock = new ManualClock();
        using var registry = new ScriptedRegistry { Before = (_, token) => Task.Delay(Timeout.Infinite, token) };
        var source = new RegistryImageSource(registry, time: clock);
        var waiting = source.ResolveAsync(ImageLocation.Parse("registry.example/acme/app:1"), 100, Budget(), default).AsTask();
        clock.Advance(Limits.Default.Timeout);
        Assert.That(Assert.ThrowsAsync<SourceException>(() => waiting)!.Kind, Is.EqualTo(SourceErrorKind.Timeout));

        using var left = new CancellationTokenSource();
        var leaving = source.ResolveAsync(ImageLocation.Parse("registry.example/acme/app:1"), 100, Budget(), left.Token).AsTask();
        await left.CancelAsync();
        Assert.That(() => leaving, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void A_spent_budget_sends_no_request()
    {
        using var registry = new ScriptedRegistry().OnManifest(Repository, Image, "1");
        var budget = new FetchBudget(Limits.Default with { TotalRequests = 1 });
        budget.ChargeRequest();
        Assert.That(Assert.ThrowsAsync<SourceException>(async () => await ResolveAsync(registry, budget: budget))!.Kind, Is.EqualTo(SourceErrorKind.BudgetExhausted));
        Assert.That(registry.Requests, Is.Empty);
    }

    [Test]
    public async Task The_digest_that_the_registry_claims_is_handed_on()
    {
        using var registry = new ScriptedRegistry().On("/v2/acme/app/manifests/1", _ => ScriptedRegistry.Answer(HttpStatusCode.OK, Image.Bytes, MediaTypes.OciManifest + "; charset=utf-8", ("Docker-Content-Digest", Content.Config().Digest.ToString())));
        var fetched = await ResolveAsync(registry);
        Assert.That(fetched.ClaimedDigest, Is.EqualTo(Content.Config().Digest));
        Assert.That(fetched.MediaType, Is.EqualTo(MediaTypes.OciManifest), "without its parameters");
    }

    [Test]
    public void A_claimed_digest_that_the_body_does_not_have_refuses_the_image()
    {
        using var registry = new ScriptedRegistry().On("/v2/acme/app/manifests/1", _ => ScriptedRegistry.Answer(HttpStatusCode.OK, Image.Bytes, MediaTypes.OciManifest, ("Docker-Content-Digest", Content.Config().Digest.ToString())));
        using var reader = Reading.Reader(new RegistryImageSource(registry), "registry.example/acme/app:1");
        Assert.That(Assert.ThrowsAsync<MalformedContentException>(() => reader.ResolveAsync(default))!.Failure.Code, Is.EqualTo("digest-mismatch"));
    }

    [TestCase("blake3:abc", null)]
    [TestCase("sha256:ABC", "invalid-digest")]
    [TestCase("sha256", "invalid-digest")]
    public async Task A_claimed_digest_of_an_unknown_algorithm_is_ignored_and_a_malformed_one_refused(string header, string? code)
    {
        using var registry = new ScriptedRegistry().On("/v2/acme/app/manifests/1", _ => ScriptedRegistry.Answer(HttpStatusCode.OK, Image.Bytes, MediaTypes.OciManifest, ("Docker-Content-Digest", header)));
        if (code is null)
            Assert.That((await ResolveAsync(registry)).ClaimedDigest, Is.Null);
        else
            Assert.That(Assert.ThrowsAsync<MalformedContentException>(async () => await ResolveAsync(registry))!.Failure.Code, Is.EqualTo(code));
    }

    [Test]
    public async Task A_tag_that_is_not_there_is_null_and_nothing_else_is()
    {
        using var registry = new ScriptedRegistry().On("/v2/acme/app/manifests/broken", HttpStatusCode.BadGateway);
        var source = new RegistryImageSource(registry, options: new() { Retries = Retries.None });
        var location = ImageLocation.Parse("registry.example/acme/app:1");
        Assert.That(await source.FindTagAsync(location, TagName.Parse("none"), 100, Budget(), default), Is.Null);
        Assert.ThrowsAsync<SourceException>(async () => await source.FindTagAsync(location, TagName.Parse("broken"), 100, Budget(), default));
    }

    [Test]
    public void A_blob_is_read_no_further_than_its_descriptor_says()
    {
        var blob = Content.Of("short", "text/plain");
        using var registry = new ScriptedRegistry().On($"/v2/acme/app/blobs/{blob.Digest}", HttpStatusCode.OK, new string('x', 10_000));
        var budget = Budget();
        var error = Assert.ThrowsAsync<MalformedContentException>(async () =>
            await new RegistryImageSource(registry).GetBlobAsync(ImageLocation.Parse("registry.example/acme/app:1"), blob.Descriptor, 1 << 20, budget, default))!;
        Assert.That(error.Failure.Code, Is.EqualTo("too-large"));
        Assert.That(budget.Bytes, Is.Zero, "the declared length is enough to refuse it");
    }

    [Test]
    public void A_client_that_follows_redirects_by_itself_is_refused()
    {
        using var registry = new ScriptedRegistry { PretendAnswerFrom = new("https://elsewhere.example/") }.OnManifest(Repository, Image, "1");
        Assert.ThrowsAsync<InvalidOperationException>(async () => await ResolveAsync(registry));
    }
}
