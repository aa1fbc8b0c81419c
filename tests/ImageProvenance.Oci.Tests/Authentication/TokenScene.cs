using System.Net;
using System.Text;

namespace ImageProvenance.Oci.Tests;

/// <summary>A registry with a token server, and a reader with a login.</summary>
internal static class TokenScene
{
    public const string Reference = "registry.example/acme/app:1";
    public const string Realm = "https://registry.example/token";
    public const string Scope = "repository%3Aacme%2Fapp%3Apull";
    public static readonly Content Image = Content.Image();
    public static readonly RegistryCredential Login = RegistryCredential.Basic("me", "s3cret", "the login of a test");

    /// <summary>A registry that wants a token, and a token server that counts those it gives.</summary>
    public static ScriptedRegistry Protected(string realm = Realm, Func<int, string>? answer = null, Func<string?, bool>? accepts = null, string host = "https://registry.example")
    {
        int given = 0;
        accepts ??= header => header?.StartsWith("Bearer t", StringComparison.Ordinal) == true;
        HttpResponseMessage Token(HttpRequestMessage _) => ScriptedRegistry.Answer(HttpStatusCode.OK, Encoding.UTF8.GetBytes((answer ?? (n => $$"""{"token":"t{{n}}","expires_in":300}"""))(++given)));
        return new ScriptedRegistry()
            .On($"{host}/v2/acme/app/manifests/1", request => accepts(request.Headers.Authorization?.ToString())
                ? ScriptedRegistry.Answer(HttpStatusCode.OK, Image.Bytes, MediaTypes.OciManifest)
                : ScriptedRegistry.Challenge($"Bearer realm=\"{realm}\",service=\"s\",scope=\"repository:acme/app:pull\""))
            .On($"{realm}?service=s&scope={Scope}", Token)
            .On(realm, Token);
    }

    public static RegistryImageSource Source(ScriptedRegistry registry, RegistryCredential? credential = null, RegistryOptions? options = null, TimeProvider? time = null) =>
        new(registry, new OneCredential(credential), options, time: time);

    public static ValueTask<FetchedContent> ResolveAsync(RegistryImageSource source, string reference = Reference) =>
        source.ResolveAsync(ImageLocation.Parse(reference), 4 << 20, new(Limits.Default), default);

    public static string? TokenAuthorization(ScriptedRegistry registry) =>
        registry.Requests.Single(request => request.Uri.AbsolutePath.EndsWith("token", StringComparison.Ordinal)).Authorization;
}
