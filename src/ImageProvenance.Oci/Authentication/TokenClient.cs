using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace ImageProvenance.Oci;

/// <summary>Asks a token server for access.</summary>
/// <remarks>distribution, spec/auth/token.md (GET) and spec/auth/oauth.md (POST, for identity tokens).</remarks>
internal sealed class TokenClient(RegistryTransport transport, RegistryOptions options)
{
    /// <exception cref="SourceException">The server may not be asked, could not be, or refuses.</exception>
    public async Task<BearerToken> FetchAsync(TokenRequest token, FetchBudget budget, CancellationToken cancellationToken)
    {
        if (!RealmRule.MayAsk(options.IsPlainHttp(token.Registry), token.Realm))
            throw new SourceException(SourceErrorKind.Unauthorized, $"{token.Registry} sends for a token to a server that is not asked.", "https", RemoteText.Clean(token.Realm.GetLeftPart(UriPartial.Path)));

        var told = token.Credential is { } credential && RealmRule.MayTellSecrets(token.Registry, token.Realm) ? credential : null;
        using var request = told?.IdentityToken is { } refresh ? Exchange(token, refresh) : Ask(token, told);
        using var response = await transport.SendAsync(request, RegistryUris.Origin(token.Registry, options.IsPlainHttp(token.Registry)), budget, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.OK)
        {
            using var answer = new RegistryAnswer(response, ReaderOf(token, told), IsFromRegistry: false);
            var error = await RegistryErrors.ReadAsync(answer, $"a token for {token.Scope}", token.Registry, options.Limits, budget, cancellationToken).ConfigureAwait(false);
            // That the token server is not there says nothing about whether the content is.
            throw error.Kind != SourceErrorKind.NotFound ? error
                : new SourceException(SourceErrorKind.ServerError, $"The token server of {token.Registry} is not where the registry says.", error.Failure.Expected, error.Failure.Actual);
        }

        try
        {
            return TokenAnswer.Parse(await BodyReader.ReadAsync(response, options.Limits.TokenBytes, budget, cancellationToken).ConfigureAwait(false));
        }
        catch (MalformedContentException e)
        {
            throw new SourceException(SourceErrorKind.ServerError, $"The token server of {token.Registry} answered with no token: {e.Failure.Message}", e.Failure.Expected, innerException: e);
        }
    }

    private static HttpRequestMessage Ask(TokenRequest token, RegistryCredential? told)
    {
        var uri = new UriBuilder(token.Realm);
        string service = token.Service is null ? "" : $"service={Uri.EscapeDataString(token.Service)}&";
        string earlier = uri.Query.Length > 1 ? uri.Query[1..] + "&" : "";
        uri.Query = $"{earlier}{service}scope={Uri.EscapeDataString(token.Scope)}";
        return new(HttpMethod.Get, uri.Uri) { Headers = { Authorization = told is null ? null : BasicOf(told) } };
    }

    private static HttpRequestMessage Exchange(TokenRequest token, string refreshToken)
    {
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "refresh_token",
            ["client_id"] = "ImageProvenance",
            ["service"] = token.Service ?? "",
            ["scope"] = token.Scope,
            ["refresh_token"] = refreshToken,
        };
        return new(HttpMethod.Post, token.Realm) { Content = new FormUrlEncodedContent(form) };
    }

    /// <summary>The header of a username and password; null where the credential has none.</summary>
    public static AuthenticationHeaderValue? BasicOf(RegistryCredential credential) => credential.Username is null ? null
        : new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{credential.Username}:{credential.Password}")));

    private static string ReaderOf(TokenRequest token, RegistryCredential? told) => told is not null ? told.Source
        : token.Credential is null ? RegistryReader.Anonymous
        : $"an anonymous reader ({token.Credential.Source} is not sent to {token.Realm.Host}, which is another host than the registry's)";
}
