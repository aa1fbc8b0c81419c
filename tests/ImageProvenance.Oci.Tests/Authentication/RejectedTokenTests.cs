using System.Net;
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

    private const string WiderScope = "repository:acme/app:pull repository:acme/base:pull";

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
    public void But_only_once_and_only_where_it_is_another_scope(string second, bool isEnough, int requests)
    {
        using var registry = Widening(second, isEnough);
        Assert.That(Assert.ThrowsAsync<SourceException>(async () => await ResolveAsync(Source(registry, Login)))!.Kind, Is.EqualTo(SourceErrorKind.Unauthorized));
        Assert.That(registry.Requests, Has.Count.EqualTo(requests));
    }
}
