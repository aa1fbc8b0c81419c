using System.Net;

namespace ImageProvenance.Oci.Tests;

public sealed class ReferrersTests
{
    private static readonly Content Subject = Content.Image();
    private static readonly string First = $"/v2/acme/app/referrers/{Subject.Digest}";
    private static readonly Content[] Carriers = [.. Enumerable.Range(0, 5).Select(i => Content.Carrier(Subject, Content.Bundle($"{{\"n\":{i}}}")))];

    private static async Task<ReferrersList> ListAsync(ScriptedRegistry registry, Limits? limits = null) =>
        await new RegistryImageSource(registry).GetReferrersAsync(ImageLocation.Parse("registry.example/acme/app:1"), Subject.Digest, limits ?? Limits.Default, new(Limits.Default), default);

    private static HttpResponseMessage Page(string? next, params Content[] carriers)
    {
        byte[] body = Content.Index([.. carriers.Select(carrier => carrier.Listed())]).Bytes;
        return next is null ? ScriptedRegistry.Answer(HttpStatusCode.OK, body, MediaTypes.OciIndex)
            : ScriptedRegistry.Answer(HttpStatusCode.OK, body, MediaTypes.OciIndex, ("Link", $"<{next}>; rel=\"next\""));
    }

    [Test]
    public async Task All_pages_are_read_by_relative_and_absolute_links()
    {
        using var registry = new ScriptedRegistry()
            .On(First, _ => Page($"{First}?n=2", Carriers[0], Carriers[1]))
            .On($"{First}?n=2", _ => Page($"https://registry.example{First}?n=3", Carriers[2]))
            .On($"{First}?n=3", _ => Page(null, Carriers[3]));
        var list = await ListAsync(registry);
        Assert.That(list.Descriptors.Select(descriptor => descriptor.Digest), Is.EqualTo(Carriers[..4].Select(carrier => carrier.Digest)));
        Assert.That(list.Cut, Is.Null);
    }

    [TestCase(HttpStatusCode.NotFound)]
    [TestCase(HttpStatusCode.BadRequest)]
    [TestCase(HttpStatusCode.MethodNotAllowed)]
    [TestCase(HttpStatusCode.NotAcceptable)]
    [TestCase(HttpStatusCode.NotImplemented)]
    public async Task A_registry_without_the_api_has_an_empty_list(HttpStatusCode status)
    {
        using var registry = new ScriptedRegistry().On(First, status);
        Assert.That(await ListAsync(registry), Is.SameAs(ReferrersList.Empty));
    }

    [Test]
    public async Task A_page_of_html_is_no_list()
    {
        using var registry = new ScriptedRegistry().On(First, HttpStatusCode.OK, "<html>welcome</html>", "text/html");
        Assert.That(await ListAsync(registry), Is.SameAs(ReferrersList.Empty));
    }

    [Test]
    public async Task A_redirect_to_another_host_is_no_list_and_is_not_followed()
    {
        using var registry = new ScriptedRegistry().On(First, _ => ScriptedRegistry.Redirect("https://github.com/acme", HttpStatusCode.SeeOther));
        Assert.That(await ListAsync(registry), Is.SameAs(ReferrersList.Empty));
        Assert.That(registry.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Null_instead_of_a_list_is_an_empty_one()
    {
        using var registry = new ScriptedRegistry().On(First, HttpStatusCode.OK, $$"""{"schemaVersion":2,"mediaType":"{{MediaTypes.OciIndex}}","manifests":null}""", MediaTypes.OciIndex);
        var list = await ListAsync(registry);
        Assert.That((list.Descriptors.Count, list.Cut), Is.EqualTo((0, (Failure?)null)));
    }

    [TestCase(HttpStatusCode.TooManyRequests, SourceErrorKind.RateLimited)]
    [TestCase(HttpStatusCode.InternalServerError, SourceErrorKind.ServerError)]
    [TestCase(HttpStatusCode.Unauthorized, SourceErrorKind.Unauthorized)]
    [TestCase(HttpStatusCode.Forbidden, SourceErrorKind.Forbidden)]
    public void A_registry_that_fails_is_not_one_without_referrers(HttpStatusCode status, SourceErrorKind kind)
    {
        using var registry = new ScriptedRegistry().On(First, status);
        Assert.That(Assert.ThrowsAsync<SourceException>(() => ListAsync(registry))!.Kind, Is.EqualTo(kind));
    }

    [Test]
    public async Task A_later_page_that_breaks_cuts_the_list()
    {
        using var registry = new ScriptedRegistry().On(First, _ => Page($"{First}?n=2", Carriers[0])).On($"{First}?n=2", HttpStatusCode.BadGateway);
        var list = await ListAsync(registry);
        Assert.That((list.Descriptors.Count, list.Cut?.Code), Is.EqualTo((1, "server-error")));
    }

    [Test]
    public async Task A_later_page_that_is_malformed_or_missing_cuts_the_list([Values("{", "")] string body)
    {
        using var registry = new ScriptedRegistry().On(First, _ => Page($"{First}?n=2", Carriers[0]));
        if (body.Length > 0)
            registry.On($"{First}?n=2", HttpStatusCode.OK, body, MediaTypes.OciIndex);
        var list = await ListAsync(registry);
        Assert.That((list.Descriptors.Count, list.Cut is null), Is.EqualTo((1, false)));
    }

    [TestCase("https://evil.example/v2/x")]
    [TestCase("http://registry.example/v2/x")]
    public async Task A_next_page_of_another_origin_is_not_asked_for(string next)
    {
        using var registry = new ScriptedRegistry().On(First, _ => Page(next, Carriers[0]));
        var list = await ListAsync(registry);
        Assert.That(list.Cut!.Code, Is.EqualTo("invalid-page-link"));
        Assert.That(registry.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_page_that_leads_to_itself_ends_the_list()
    {
        using var registry = new ScriptedRegistry().On(First, _ => Page(First, Carriers[0]));
        Assert.That((await ListAsync(registry)).Cut!.Code, Is.EqualTo("invalid-page-link"));
        Assert.That(registry.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Pages_are_capped()
    {
        int page = 0;
        using var registry = new ScriptedRegistry().On(First, _ => Page($"{First}?n=1", Carriers[0]));
        for (int i = 1; i < 10; i++)
        {
            int next = i + 1;
            registry.On($"{First}?n={i}", _ => Page($"{First}?n={next}", Carriers[page++ % 5]));
        }

        Assert.That((await ListAsync(registry, Limits.Default with { Pages = 3 })).Cut!.Code, Is.EqualTo("too-many-pages"));
        Assert.That(registry.Requests, Has.Count.EqualTo(3));
    }

    [TestCase(4, true)]
    [TestCase(5, false)]
    public async Task Referrers_are_capped(int cap, bool isCut)
    {
        using var registry = new ScriptedRegistry().On(First, _ => Page(null, Carriers));
        var list = await ListAsync(registry, Limits.Default with { Referrers = cap });
        Assert.That((list.Descriptors.Count, list.Cut?.Code), Is.EqualTo((cap, isCut ? "too-many-referrers" : null)));
    }

    [TestCase("<a>; rel=\"next\"", "https://registry.example/v2/a")]
    [TestCase("</b?x=1,2>; rel=next", "https://registry.example/b?x=1,2")]
    [TestCase("<p>; rel=\"prev\", <n>; title=\"x\"; rel=\"last next\"", "https://registry.example/v2/n")]
    [TestCase("<a>; rel=\"nextish\"", null)]
    [TestCase("<a>; xrel=\"next\"", null)]
    [TestCase("nonsense", null)]
    public void A_link_header_names_the_next_page(string header, string? next)
    {
        using var page = ScriptedRegistry.Answer(HttpStatusCode.OK, [], headers: ("Link", header));
        Assert.That(LinkHeader.Next(page, new("https://registry.example/v2/list"))?.AbsoluteUri, Is.EqualTo(next));
    }
}
