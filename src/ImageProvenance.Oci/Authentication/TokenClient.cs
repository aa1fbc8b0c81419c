using System.Net;
using System.Net.Http.Headers;

namespace ImageProvenance.Oci;

/// <summary>Asks a token server for access.</summary>
/// <remarks>distribution, spec/auth/token.md (GET) and spec/auth/oauth.md (POST, for identity tokens).</remarks>
internal sealed class TokenClient(RegistryTransport transport, RegistryOptions options)
{
    /// <exception cref="SourceException">The server may not be asked, could not be, or refuses.</exception>
    public async Task<BearerToken> FetchAsync(TokenRequest token, FetchBudget budget, CancellationToken cancellationToken)
    {
        var (registry, credential) = (token.Reader.Registry, token.Reader.Credential);
        if (!RealmRule.MayAsk(registry, token.Realm, options))
            throw new SourceException(SourceErrorKind.Unauthorized, $"{registry} sends for a token to a server that is not asked.", "https, without user information", RemoteText.Clean(token.Realm.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)));

        var told = credential is not null && RealmRule.MayTellSecrets(registry, token.Realm, options) ? credential : null;
        using var response = await SendAsync(token, told, budget, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.OK)
        {
            using var answer = new RegistryAnswer(response, ReaderOf(token, told), IsFromRegistry: false);
            var error = await RegistryErrors.ReadAsync(answer, $"a token for {RemoteText.Clean(token.Scope)}", registry, options, budget, cancellationToken).ConfigureAwait(false);
            // That the token server is not there says nothing about whether the content is.
            throw error.Kind != SourceErrorKind.NotFound ? error
                : new SourceException(SourceErrorKind.ServerError, $"The token server of {registry} is not where the registry says.", error.Failure.Expected, error.Failure.Actual);
        }

        try
        {
            return TokenAnswer.Parse(await BodyReader.ReadAsync(response, options.Limits.TokenBytes, budget, cancellationToken).ConfigureAwait(false));
        }
        catch (MalformedContentException e)
        {
            throw new SourceException(SourceErrorKind.ServerError, $"The token server of {registry} answered with no token: {RemoteText.Clean(e.Failure.Message)}", e.Failure.Expected, innerException: SecretsInUse.Unless(e));
        }
    }

    private async Task<HttpResponseMessage> SendAsync(TokenRequest token, RegistryCredential? told, FetchBudget budget, CancellationToken cancellationToken)
    {
        var home = RegistryUris.Origin(token.Reader.Registry, options.IsPlainHttp(token.Reader.Registry));
        if (told?.IdentityToken is { } identityToken)
        {
            using var exchange = Exchange(token, identityToken);
            var response = await transport.SendAsync(exchange, home, budget, cancellationToken).ConfigureAwait(false);
            if (!IsNoExchange(response.StatusCode, told))
                return response;
            response.Dispose();
        }

        using var request = Ask(token, told);
        return await transport.SendAsync(request, home, budget, cancellationToken).ConfigureAwait(false);
    }

    // What servers answer that know no exchange: 404 by the specification; JFrog 401, Azure 400, others 405 (containerd, docker/authorizer.go).
    private static bool IsNoExchange(HttpStatusCode status, RegistryCredential told) =>
        status is HttpStatusCode.NotFound or HttpStatusCode.Unauthorized or HttpStatusCode.BadRequest
        || (status == HttpStatusCode.MethodNotAllowed && !string.IsNullOrEmpty(told.Username));

    private static HttpRequestMessage Ask(TokenRequest token, RegistryCredential? told)
    {
        var uri = new UriBuilder(token.Realm) { Fragment = "" };
        string service = token.Service is null ? "" : $"service={Uri.EscapeDataString(token.Service)}&";
        string earlier = uri.Query.Length > 1 ? uri.Query[1..] + "&" : "";
        uri.Query = $"{earlier}{service}scope={Uri.EscapeDataString(token.Scope)}";
        return new(HttpMethod.Get, uri.Uri)
        {
            Headers = { Authorization = told is null ? null : BasicOf(told) },
        };
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

    /// <summary>The header of a credential; <see cref="SecretsInUse"/> knows its value.</summary>
    public static AuthenticationHeaderValue BasicOf(RegistryCredential credential) => new("Basic", credential.BasicParameter);

    private static string ReaderOf(TokenRequest token, RegistryCredential? told) => told is not null || token.Reader.Credential is null
        ? token.Reader.Name
        : $"an anonymous reader ({token.Reader.Name} is not sent to {RemoteText.Clean(token.Realm.Host)}, which is another host than the registry's)";
}
