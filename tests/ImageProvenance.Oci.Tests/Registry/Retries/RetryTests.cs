using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace ImageProvenance.Oci.Tests;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RetryTests
{
    private const string Path = "/v2/acme/app/manifests/1";
    private static readonly Content Image = Content.Image();
    private static readonly ImageLocation Location = ImageLocation.Parse("registry.example/acme/app:1");

    private readonly DrivenClock _clock = new();

    /// <summary>A registry whose first answers are these, and whose others are the image.</summary>
    private static ScriptedRegistry First(params Func<HttpResponseMessage>[] answers)
    {
        int asked = 0;
        return new ScriptedRegistry().On(Path, _ => asked < answers.Length
            ? answers[asked++]()
            : ScriptedRegistry.Answer(HttpStatusCode.OK, Image.Bytes, Image.MediaType));
    }

    private static Func<HttpResponseMessage>[] Always(Func<HttpResponseMessage> answer) => [.. Enumerable.Repeat(answer, 100)];

    private static Func<HttpResponseMessage> Status(int status, params (string Name, string Value)[] headers) =>
        () => ScriptedRegistry.Answer((HttpStatusCode)status, [], headers: headers);

    private static Func<HttpResponseMessage> Breaks(Exception exception) => () => throw exception;

    private Task<FetchedContent> ResolveAsync(ScriptedRegistry registry, RegistryOptions? options = null, Limits? limits = null, FetchBudget? budget = null, ICredentialStore? credentials = null) =>
        _clock.RunAsync(new RegistryImageSource(registry, credentials, options, limits, _clock).ResolveAsync(Location, 4 << 20, budget ?? new(Limits.Default), default).AsTask());

    private SourceException Fails(ScriptedRegistry registry, RegistryOptions? options = null, Limits? limits = null, FetchBudget? budget = null) =>
        Assert.ThrowsAsync<SourceException>(() => ResolveAsync(registry, options, limits, budget))!;

    [TestCase(408)]
    [TestCase(429)]
    [TestCase(500)]
    [TestCase(502)]
    [TestCase(503)]
    [TestCase(504)]
    [TestCase(522)]
    [TestCase(524)]
    public async Task A_status_that_may_pass_is_asked_again(int status)
    {
        using var registry = First(Status(status), Status(status));
        var budget = new FetchBudget(Limits.Default);
        Assert.That((await ResolveAsync(registry, budget: budget)).Bytes.ToArray(), Is.EqualTo(Image.Bytes));
        Assert.That(budget.Requests, Is.EqualTo(3), "each attempt is charged");
    }

    [TestCase(400)]
    [TestCase(401)]
    [TestCase(403)]
    [TestCase(404)]
    [TestCase(410)]
    [TestCase(451)]
    [TestCase(501)]
    [TestCase(505)]
    [TestCase(204)]
    public void A_status_that_will_not_pass_is_not_asked_again(int status)
    {
        using var registry = First(Status(status));
        Fails(registry);
        Assert.That(registry.Requests, Has.Count.EqualTo(1));
    }

    private static IEnumerable<TestCaseData> BrokenWays()
    {
        yield return new TestCaseData(new HttpRequestException(HttpRequestError.ConnectionError, "refused", new SocketException((int)SocketError.ConnectionRefused)), true).SetArgDisplayNames("refused");
        yield return new TestCaseData(new HttpRequestException(HttpRequestError.ResponseEnded, "ended"), true).SetArgDisplayNames("ended");
        yield return new TestCaseData(new HttpRequestException(HttpRequestError.HttpProtocolError, "going away"), true).SetArgDisplayNames("HTTP/2 goes away");
        yield return new TestCaseData(new HttpRequestException("reset", new IOException("reset", new SocketException((int)SocketError.ConnectionReset))), true).SetArgDisplayNames("reset");
        yield return new TestCaseData(new HttpRequestException(HttpRequestError.NameResolutionError, "no answer", new SocketException((int)SocketError.TryAgain)), true).SetArgDisplayNames("DNS asks to try again");
        yield return new TestCaseData(new TimeoutException("a handler of the host's gave up"), true).SetArgDisplayNames("a handler's time is up");
        yield return new TestCaseData(new HttpRequestException(HttpRequestError.NameResolutionError, "unknown", new SocketException((int)SocketError.HostNotFound)), false).SetArgDisplayNames("no such host");
        yield return new TestCaseData(new HttpRequestException(HttpRequestError.SecureConnectionError, "certificate", new AuthenticationException("untrusted")), false).SetArgDisplayNames("TLS");
        yield return new TestCaseData(new HttpRequestException("certificate", new AuthenticationException("untrusted")), false).SetArgDisplayNames("TLS inside");
        yield return new TestCaseData(new HttpRequestException("refused address", new SourceException(SourceErrorKind.ServerError, "refused")), false).SetArgDisplayNames("a refused address");
        yield return new TestCaseData(new HttpRequestException(HttpRequestError.ProxyTunnelError, "proxy"), false).SetArgDisplayNames("the proxy refuses");
        yield return new TestCaseData(new InvalidDataException("a handler's own exception"), false).SetArgDisplayNames("unknown");
    }

    [TestCaseSource(nameof(BrokenWays))]
    public async Task A_broken_way_is_tried_again_where_it_may_be_whole_later(Exception exception, bool isTransient)
    {
        using var registry = First(Breaks(exception));
        if (isTransient)
            await ResolveAsync(registry);
        else
            Assert.That(Fails(registry).IsTransient, Is.False);
        Assert.That(registry.Requests, Has.Count.EqualTo(isTransient ? 2 : 1));
    }

    private static HttpResponseMessage Body(Stream body, long? length = null)
    {
        var response = new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(body) };
        response.Content.Headers.ContentType = new(MediaTypes.OciManifest);
        response.Content.Headers.ContentLength = length;
        return response;
    }

    [Test]
    public async Task A_body_that_is_cut_short_or_breaks_off_is_fetched_again()
    {
        using var registry = First(
            () => Body(new MemoryStream(Image.Bytes[..5]), Image.Bytes.Length),
            () => Body(new BrokenStream(Image.Bytes[..5], new IOException("reset", new SocketException((int)SocketError.ConnectionReset)))));
        Assert.That((await ResolveAsync(registry)).Bytes.ToArray(), Is.EqualTo(Image.Bytes));
        Assert.That(registry.Requests, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task A_body_that_does_not_come_is_fetched_again_when_the_time_of_an_attempt_is_up()
    {
        using var registry = First(() => Body(new HangingStream()));
        Assert.That((await ResolveAsync(registry)).Bytes.ToArray(), Is.EqualTo(Image.Bytes));
        Assert.That(_clock.Passed, Is.InRange(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(20)), "a third of the time for all, and a wait");
    }

    [Test]
    public void An_image_that_is_too_large_is_not_fetched_again()
    {
        using var registry = First(() => Body(new MemoryStream(new byte[5 << 20])));
        Assert.ThrowsAsync<MalformedContentException>(() => ResolveAsync(registry));
        Assert.That(registry.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public void An_encoded_body_and_a_refused_redirect_are_not_fetched_again()
    {
        using var encoded = First(() =>
        {
            var response = Body(new MemoryStream());
            response.Content.Headers.ContentEncoding.Add("gzip");
            return response;
        });
        Fails(encoded);
        Assert.That(encoded.Requests, Has.Count.EqualTo(1));
        using var redirecting = First(() => ScriptedRegistry.Redirect("http://registry.example/x"));
        Fails(redirecting);
        Assert.That(redirecting.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public void The_last_failure_says_how_often_it_was_tried()
    {
        using var registry = First(Always(Status(503)));
        var error = Fails(registry);
        Assert.That(error.Message, Does.Contain("It was tried 3 times."));
        Assert.That((error.Kind, error.IsTransient, registry.Requests.Count), Is.EqualTo((SourceErrorKind.ServerError, false, 3)));
    }

    [Test]
    public void Attempts_are_as_many_as_the_options_say([Values(1, 2, 5)] int attempts)
    {
        using var registry = First(Always(Status(500)));
        Fails(registry, new() { Retries = new() { Attempts = attempts } });
        Assert.That(registry.Requests, Has.Count.EqualTo(attempts));
    }

    [Test]
    public void Without_retries_nothing_is_asked_twice()
    {
        using var registry = First(Always(Status(500)));
        Assert.That(Fails(registry, new() { Retries = Retries.None }).Message, Does.Not.Contain("tried"));
        Assert.That(registry.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public void Waits_are_random_and_grow()
    {
        var waits = Enumerable.Range(0, 20).Select(_ =>
        {
            var clock = new DrivenClock();
            var times = new List<TimeSpan>();
            using var registry = First(Always(() =>
            {
                times.Add(clock.Passed);
                return ScriptedRegistry.Answer(HttpStatusCode.ServiceUnavailable, []);
            }));
            var source = new RegistryImageSource(registry, options: new() { Retries = new() { Attempts = 4 } }, time: clock);
            Assert.ThrowsAsync<SourceException>(() => clock.RunAsync(source.ResolveAsync(Location, 100, new(Limits.Default), default).AsTask()));
            return times.Zip(times.Skip(1), (before, after) => after - before).ToList();
        }).ToList();
        Assert.That(waits.Select(wait => wait[0]).Distinct().Count(), Is.GreaterThan(10), "a fixed wait brings all clients back at once");
        Assert.That(waits.SelectMany(wait => wait), Is.All.GreaterThan(TimeSpan.Zero).And.All.LessThanOrEqualTo(TimeSpan.FromSeconds(10)));
        Assert.That(waits.Average(wait => wait[2].TotalSeconds), Is.GreaterThan(1.5 * waits.Average(wait => wait[0].TotalSeconds)));
    }

    [Test]
    public void No_wait_is_longer_than_the_ceiling()
    {
        using var registry = First(Always(Status(503)));
        var retries = new Retries { Attempts = 8, Delay = TimeSpan.FromSeconds(1), MaxDelay = TimeSpan.FromSeconds(1) };
        Assert.That(Fails(registry, new() { Retries = retries }).Kind, Is.EqualTo(SourceErrorKind.ServerError));
        Assert.That(_clock.Passed, Is.LessThanOrEqualTo(TimeSpan.FromSeconds(7)));
    }

    [TestCase("7", 7)]
    [TestCase("Thu, 01 Jan 2026 00:00:05 GMT", 5)]
    public async Task A_time_that_the_registry_asks_for_is_kept(string retryAfter, int seconds)
    {
        using var registry = First(Status(429, ("Retry-After", retryAfter), ("Date", "Thu, 01 Jan 2026 00:00:00 GMT")));
        await ResolveAsync(registry);
        Assert.That(_clock.Passed, Is.InRange(TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(seconds + 0.5)));
    }

    [TestCase("-7")]
    [TestCase("soon")]
    [TestCase("0")]
    [TestCase("Thu, 01 Jan 2015 00:00:00 GMT")]
    public async Task A_time_that_makes_no_sense_is_ignored(string retryAfter)
    {
        using var registry = First(Status(429, ("Retry-After", retryAfter), ("Date", "Thu, 01 Jan 2026 00:00:00 GMT")));
        await ResolveAsync(registry);
        Assert.That(_clock.Passed, Is.LessThan(TimeSpan.FromSeconds(10)));

        using var last = First(Status(429, ("Retry-After", retryAfter), ("Date", "Thu, 01 Jan 2026 00:00:00 GMT")));
        var error = Fails(last, new() { Retries = Retries.None });
        Assert.That((error.RetryAfter, error.Message.Contains("left alone")), Is.EqualTo(((TimeSpan?)null, false)));
    }

    // Red where a time that is too long counts as none: the registry would be asked all the sooner.
    [TestCase("99999999999999999999")]
    [TestCase("2147483647")]
    [TestCase("86401")]
    [TestCase("Thu, 01 Jan 2099 00:00:00 GMT")]
    public void A_time_without_measure_is_a_day_and_ends_the_fetch(string retryAfter)
    {
        using var registry = First(Status(429, ("Retry-After", retryAfter)));
        Assert.That(Fails(registry).RetryAfter, Is.EqualTo(TimeSpan.FromDays(1)));
        Assert.That((registry.Requests.Count, _clock.Passed), Is.EqualTo((1, TimeSpan.Zero)));
    }

    [Test]
    public async Task A_date_of_a_registry_that_does_not_tell_its_own_is_compared_with_our_clock()
    {
        using var registry = First(Status(429, ("Retry-After", "Thu, 01 Jan 2026 00:00:05 GMT")));
        await ResolveAsync(registry);
        Assert.That(_clock.Passed, Is.InRange(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5.5)));
    }

    [TestCase("11", "11 s")]
    [TestCase("3600", "60 min")]
    public void A_time_beyond_the_ceiling_ends_the_fetch_at_once_and_is_in_its_message(string retryAfter, string said)
    {
        using var registry = First(Status(429, ("Retry-After", retryAfter), ("ratelimit-remaining", "0;w=21600")));
        var error = Fails(registry);
        Assert.That(error.Message, Does.Contain($"left alone for {said}").And.Contain("ratelimit-remaining: 0;w=21600"));
        Assert.That(error.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(int.Parse(retryAfter, System.Globalization.CultureInfo.InvariantCulture))));
        Assert.That((registry.Requests.Count, _clock.Passed), Is.EqualTo((1, TimeSpan.Zero)));
    }

    [Test]
    public void A_wait_that_the_deadline_would_cut_is_not_begun()
    {
        var limits = Limits.Default with { Timeout = TimeSpan.FromSeconds(4) };
        using var registry = First(Status(429, ("Retry-After", "5")));
        Assert.That(Fails(registry, limits: limits).Kind, Is.EqualTo(SourceErrorKind.RateLimited), "the cause, and no timeout");
        Assert.That(_clock.Passed, Is.EqualTo(TimeSpan.Zero));

        // What the verification has spent elsewhere counts.
        var budget = new FetchBudget(Limits.Default, new LateClock(TimeSpan.FromSeconds(28)));
        using var late = First(Status(429, ("Retry-After", "5")));
        Assert.That(Fails(late, budget: budget).Kind, Is.EqualTo(SourceErrorKind.RateLimited));
        Assert.That(_clock.Passed, Is.EqualTo(TimeSpan.Zero));
    }

    [Test]
    public void One_deadline_is_over_all_attempts_and_their_causes_are_told()
    {
        using var registry = First([Status(503), .. Always(() => Body(new HangingStream()))]);
        var error = Fails(registry, new() { Retries = new() { Attempts = 10 } });
        Assert.That(error.Kind, Is.EqualTo(SourceErrorKind.Timeout));
        Assert.That(error.Message, Does.Contain("before failed so"));
        Assert.That(_clock.Passed, Is.EqualTo(Limits.Default.Timeout * 0.9), "a tenth is left for other places");
    }

    [Test]
    public void A_verification_whose_time_is_up_asks_nothing()
    {
        using var registry = First();
        var budget = new FetchBudget(Limits.Default, new LateClock(Limits.Default.Timeout * 2));
        Assert.That(Fails(registry, budget: budget).Kind, Is.EqualTo(SourceErrorKind.Timeout));
        Assert.That(registry.Requests, Is.Empty);
    }

    [Test]
    public void A_spent_budget_ends_the_attempts()
    {
        using var registry = First(Always(Status(500)));
        Assert.That(Fails(registry, budget: new(Limits.Default with { TotalRequests = 2 })).Kind, Is.EqualTo(SourceErrorKind.BudgetExhausted));
        Assert.That(registry.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_caller_who_leaves_while_a_wait_lasts_gets_his_own_cancellation()
    {
        using var registry = First(Always(Status(500)));
        using var left = new CancellationTokenSource();
        var waiting = new RegistryImageSource(registry, time: _clock).ResolveAsync(Location, 100, new(Limits.Default), left.Token).AsTask();
        await left.CancelAsync();
        Assert.That(() => waiting, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task A_page_of_referrers_is_asked_for_again_alone()
    {
        int second = 0;
        using var registry = new ScriptedRegistry()
            .On($"/v2/acme/app/referrers/{Image.Digest}", _ => ScriptedRegistry.Answer(HttpStatusCode.OK, Content.Index().Bytes, MediaTypes.OciIndex, ("Link", $"</v2/acme/app/referrers/{Image.Digest}?n=2>; rel=\"next\"")))
            .On($"/v2/acme/app/referrers/{Image.Digest}?n=2", _ => second++ == 0 ? ScriptedRegistry.Answer(HttpStatusCode.BadGateway, []) : ScriptedRegistry.Answer(HttpStatusCode.OK, Content.Index(Image.Listed()).Bytes, MediaTypes.OciIndex));
        var list = await _clock.RunAsync(new RegistryImageSource(registry, time: _clock).GetReferrersAsync(Location, Image.Digest, Limits.Default, new(Limits.Default), default).AsTask());
        Assert.That(list.Cut, Is.Null);
        Assert.That(list.Descriptors, Has.Count.EqualTo(1));
        Assert.That(registry.Requests, Has.Count.EqualTo(3));
    }

    private const string Realm = "https://registry.example/token";

    private static ScriptedRegistry WithTokens(Func<HttpRequestMessage, HttpResponseMessage> token) => new ScriptedRegistry()
        .On(Path, request => request.Headers.Authorization is null
            ? ScriptedRegistry.Challenge($"Bearer realm=\"{Realm}\",service=\"s\"")
            : ScriptedRegistry.Answer(HttpStatusCode.OK, Image.Bytes, Image.MediaType))
        .On(Realm, token)
        .On($"{Realm}?service=s&scope=repository%3Aacme%2Fapp%3Apull", token);

    [Test]
    public async Task A_token_that_is_asked_for_is_asked_for_again()
    {
        int asked = 0;
        using var registry = WithTokens(_ => asked++ == 0
            ? ScriptedRegistry.Answer(HttpStatusCode.ServiceUnavailable, [])
            : ScriptedRegistry.Answer(HttpStatusCode.OK, """{"token":"t"}"""u8.ToArray()));
        Assert.That((await ResolveAsync(registry)).Bytes.ToArray(), Is.EqualTo(Image.Bytes));
        Assert.That(asked, Is.EqualTo(2));
    }

    [Test]
    public void A_token_that_is_exchanged_is_not_exchanged_again([Values] Exchange exchange)
    {
        bool isSilent = exchange == Exchange.IsSilent;
        using var registry = WithTokens(_ => exchange switch
        {
            Exchange.Fails => ScriptedRegistry.Answer(HttpStatusCode.ServiceUnavailable, []),
            Exchange.Breaks => throw new HttpRequestException(HttpRequestError.ResponseEnded, "ended"),
            Exchange.Hangs => Body(new HangingStream()),
            _ => Body(new BrokenStream([], new IOException("reset"))),
        });
        registry.Before = (request, token) => isSilent && request.Method == HttpMethod.Post ? Task.Delay(Timeout.Infinite, token) : Task.CompletedTask;
        var credentials = new OneCredential(RegistryCredential.FromIdentityToken("refresh", "a test"));
        Assert.ThrowsAsync<SourceException>(() => ResolveAsync(registry, credentials: credentials));
        Assert.That(registry.Requests.Count(request => request.Method == HttpMethod.Post), Is.EqualTo(1));
    }

    public enum Exchange
    {
        Fails,
        Breaks,
        IsCutShort,
        Hangs,
        IsSilent,
    }

    /// <summary>A clock by which, at its second look, some time has passed.</summary>
    private sealed class LateClock(TimeSpan late) : TimeProvider
    {
        private bool _looked;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp()
        {
            long now = _looked ? late.Ticks : 0;
            _looked = true;
            return now;
        }
    }
}
