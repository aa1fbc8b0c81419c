using System.Net;
using System.Text;
using static ImageProvenance.Oci.Tests.TokenScene;

namespace ImageProvenance.Oci.Tests;

/// <summary>Tokens that the registry does not take, or not for this.</summary>
public sealed class RejectedTokenTests
{
    [Test]
    public async Task A_token_that_was_rejected_though_fresh_is_not_sent_again()
    {
        bool isOpen = false;
        using var registry = Protected(accepts: header => isOpen && header is not null);
        var source = Source(registry, Login);
        Assert.ThrowsAsync<SourceException>(async () => await ResolveAsync(source));
        isOpen = true;
        await ResolveAsync(source);
        Assert.That(registry.Requests.Select(request => request.Authorization), Has.Exactly(1).EqualTo("Bearer t1").And.Exactly(1).EqualTo("Bearer t2"));
        Assert.That(registry.Requests, Has.Count.EqualTo(6));
    }

    private const string WiderScope = "repository(plugin):acme/app:pull";

    /// <summary>A registry that asks for one scope first, and for a second one when the token comes.</summary>
    private static ScriptedRegistry Widening(string second, bool isEnough = true)
    {
        var registry = Protected();
        return registry
            .On($"{Realm}?service=s&scope={Uri.EscapeDataString(WiderScope)}", HttpStatusCode.OK, """{"token":"wide","expires_in":300}""")
            .On("https://registry.example/v2/acme/app/manifests/1", request => request.Headers.Authorization?.ToString() switch
            {
                null => ScriptedRegistry.Challenge($"Bearer realm=\"{Realm}\",service=\"s\",scope=\"repository:acme/app:pull\""),
                "Bearer wide" when isEnough => ScriptedRegistry.Answer(HttpStatusCode.OK, Image.Bytes, MediaTypes.OciManifest),
                _ => ScriptedRegistry.Challenge($"Bearer realm=\"{Realm}\",service=\"s\",scope=\"{second}\",error=\"insufficient_scope\""),
            });
    }

    [Test]
    public async Task A_scope_that_did_not_suffice_is_asked_for_anew_as_the_registry_then_wants_it()
    {
        using var registry = Widening(WiderScope);
        var source = Source(registry, Login);
        await ResolveAsync(source);
        Assert.That(registry.Requests.Select(request => request.Authorization).Where(header => header?.StartsWith("Bearer", StringComparison.Ordinal) == true), Is.EqualTo(new[] { "Bearer t1", "Bearer wide" }));
        await ResolveAsync(source);
        Assert.That(registry.Requests, Has.Count.EqualTo(6), "later requests come with the wider token at once");
    }

    [TestCase(WiderScope, false, 5)]
    [TestCase("repository:acme/app:pull", true, 3)]
    [TestCase("repository:acme/app:pull,push", true, 3)]
    [TestCase("repository:victim/app:push", true, 3)]
    public void But_only_once_and_only_where_it_is_another_scope(string second, bool isEnough, int requests)
    {
        using var registry = Widening(second, isEnough);
        Assert.That(Assert.ThrowsAsync<SourceException>(async () => await ResolveAsync(Source(registry, Login)))!.Kind, Is.EqualTo(SourceErrorKind.Unauthorized));
        Assert.That(registry.Requests, Has.Count.EqualTo(requests));
    }

    [Test]
    // Red without RegistryClient.MaxAnswers: the login goes to the token server until no request is left.
    public void A_registry_that_always_wants_another_scope_is_answered_twice()
    {
        int asked = 0;
        using var registry = new ScriptedRegistry { Else = _ => ScriptedRegistry.Answer(HttpStatusCode.OK, Encoding.UTF8.GetBytes($$"""{"token":"t{{++asked}}"}""")) };
        registry.On("https://registry.example/v2/acme/app/manifests/1", _ =>
            ScriptedRegistry.Challenge($"Bearer realm=\"{Realm}\",scope=\"repository(c{asked}):acme/app:pull\",error=\"insufficient_scope\""));
        Assert.That(Assert.ThrowsAsync<SourceException>(async () => await ResolveAsync(Source(registry, Login)))!.Kind, Is.EqualTo(SourceErrorKind.Unauthorized));
        Assert.That(registry.Requests, Has.Count.EqualTo(5));
    }

    [Test]
    // Red without DistinctBy in RegistryAuthorizer: each challenge has the login sent once more.
    public void A_registry_with_many_challenges_in_one_answer_gets_one_of_them_answered()
    {
        using var registry = new ScriptedRegistry { Else = _ => ScriptedRegistry.Answer(HttpStatusCode.OK, """{"token":"same"}"""u8.ToArray()) };
        registry.On("https://registry.example/v2/acme/app/manifests/1", _ => ScriptedRegistry.Challenge(string.Join(", ", Enumerable.Range(0, 100).Select(n =>
            $"Bearer realm=\"{Realm}/{n}\",scope=\"repository({n}):acme/app:pull\",error=\"insufficient_scope\""))));
        var source = Source(registry, Login);
        Assert.ThrowsAsync<SourceException>(async () => await ResolveAsync(source));
        Assert.That(registry.Requests, Has.Count.LessThanOrEqualTo(5));
    }

    [Test]
    public async Task Who_asks_beside_another_gets_the_scope_that_the_other_has_got_already()
    {
        using var registry = Widening(WiderScope);
        var source = Source(registry, Login);
        registry.Before = (_, token) => Task.Delay(20, token);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ResolveAsync(source).AsTask()));
        Assert.That(registry.Requests.Count(request => request.Uri.AbsolutePath == "/token"), Is.EqualTo(2));
    }
}
