using System.Net;
using System.Text;

namespace ImageProvenance.Testing.Tests;

public sealed class FailureTests(bool overSocket) : HostileFixture(overSocket)
{
    [Test]
    public async Task A_limit_is_reached_and_nobody_says_until_when()
    {
        using var _ = Registry.Misbehave(Misbehaviour.RateLimited);
        var response = await GetAsync(Tag);

        Assert.That((response.StatusCode, response.Headers.RetryAfter), Is.EqualTo((HttpStatusCode.TooManyRequests, (object?)null)));
    }

    [Test]
    public async Task A_limit_is_reached_for_an_hour()
    {
        using var _ = Registry.Misbehave(Misbehaviour.RateLimitedForAnHour);
        var response = await GetAsync(Tag);

        Assert.That((response.StatusCode, response.Headers.RetryAfter?.Delta), Is.EqualTo((HttpStatusCode.TooManyRequests, TimeSpan.FromHours(1))));
    }

    [Test]
    public async Task A_registry_is_unavailable()
    {
        using var _ = Registry.Misbehave(Misbehaviour.Unavailable);

        Assert.That((await GetAsync(Tag)).StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
    }

    [Test]
    public async Task An_error_has_no_end()
    {
        using var _ = Registry.Misbehave(Misbehaviour.EndlessError);
        using var response = await StartGetAsync(Tag);
        await using var body = await response.Content.ReadAsStreamAsync();
        byte[] start = new byte[1 << 20];
        await body.ReadExactlyAsync(start);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.InternalServerError));
        Assert.That(Encoding.ASCII.GetString(start), Does.StartWith("{\"errors\":["));
    }

    [Test]
    public void The_connection_breaks_before_an_answer()
    {
        using var _ = Registry.Misbehave(Misbehaviour.NoConnection);

        Assert.ThrowsAsync<HttpRequestException>(() => GetAsync(Tag));
    }

    [Test]
    public void Nothing_is_answered_until_the_client_gives_up()
    {
        using var _ = Registry.Misbehave(Misbehaviour.Silence);
        using var patience = new CancellationTokenSource(50);

        Assert.ThrowsAsync<TaskCanceledException>(() => Client.GetAsync(Tag, patience.Token));
    }

    [Test, CancelAfter(20_000)]
    public async Task An_answer_is_two_seconds_of_the_clock_late(CancellationToken cancellationToken)
    {
        using var _ = Registry.Misbehave(Misbehaviour.Late);
        var answer = Client.GetAsync(Tag, cancellationToken);
        while (Registry.RequestCount == 0)
            await Task.Delay(1, cancellationToken);
        Clock.Advance(TimeSpan.FromSeconds(1.9));
        Assert.That(await Task.WhenAny(answer, Task.Delay(50, cancellationToken)), Is.Not.SameAs(answer));
        Clock.Advance(TimeSpan.FromSeconds(0.2));

        Assert.That((await answer).IsSuccessStatusCode);
    }
}
