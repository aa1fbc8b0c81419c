using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace ImageProvenance.Testing;

/// <summary>Demands a token with the right scope, and issues them.</summary>
internal sealed class BearerAuthentication(TokenService service) : IRegistryAuthentication
{
    private readonly ConcurrentDictionary<string, (string[] Scopes, DateTimeOffset Expires)> _tokens = new(StringComparer.Ordinal);

    public RegistryResponse? Refuse(RegistryRequest request, RegistryRoute route)
    {
        string action = request.IsRead ? "pull" : request.Method == "DELETE" ? "delete" : "push";
        string scope = route.Repository.Length == 0 ? "" : $"repository:{route.Repository}:{(action == "push" ? "pull,push" : action)}";
        if (request.Header("Authorization") is not { } header
            || !header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            || !_tokens.TryGetValue(header["Bearer ".Length..], out var token)
            || token.Expires <= service.Clock.GetUtcNow())
            return Unauthorized.Challenge(Challenge(request, scope));

        return scope.Length == 0 || Array.Exists(token.Scopes, granted => Covers(granted, route.Repository, action))
            ? null
            : Unauthorized.Challenge(Challenge(request, scope) + ",error=\"insufficient_scope\"");
    }

    public RegistryResponse? AnswerToken(RegistryRequest request)
    {
        if (request.Path != (service.Realm?.AbsolutePath ?? "/token"))
            return null;

        if (request.Method == "POST" && !service.HasOAuth2)
            return RegistryErrors.NoSuchRoute;
        var form = request.Method == "POST" ? QueryHelpers.ParseQuery(Encoding.UTF8.GetString(request.Body.Span)) : [];
        bool allowed = service.User is null
            || request.Header("Authorization") == Unauthorized.BasicHeader(service.User, service.Password ?? "")
            || (form.GetValueOrDefault("grant_type") == "password" && form.GetValueOrDefault("username") == service.User && form.GetValueOrDefault("password") == service.Password)
            || (form.GetValueOrDefault("grant_type") == "refresh_token" && form.GetValueOrDefault("refresh_token") == (service.RefreshToken ?? service.Password));
        if (!allowed)
            return RegistryResponse.Error(401, "UNAUTHORIZED", "wrong credentials");

        var asked = request.Method == "POST" ? form.GetValueOrDefault("scope") : request.QueryValues("scope");
        var scopes = asked.SelectMany(value => (value ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries));
        bool wantsRefreshToken = form.GetValueOrDefault("access_type") == "offline" || request.QueryValue("offline_token") == "true";
        return Issue([.. service.Grant is { } grant ? scopes.Select(grant).OfType<string>() : scopes], wantsRefreshToken);
    }

    private RegistryResponse Issue(string[] scopes, bool wantsRefreshToken)
    {
        string token = Guid.NewGuid().ToString("N");
        _tokens[token] = (scopes, service.Clock.GetUtcNow() + service.Lifetime);
        return RegistryResponse.Content("application/json", JsonText.Write(json =>
        {
            json.WriteStartObject();
            json.WriteString("token", token);
            json.WriteString("access_token", token);
            json.WriteNumber("expires_in", (long)service.Lifetime.TotalSeconds);
            if (wantsRefreshToken && service.RefreshToken is not null)
                json.WriteString("refresh_token", service.RefreshToken);
            json.WriteEndObject();
        }));
    }

    private string Challenge(RegistryRequest request, string scope)
    {
        string realm = service.Realm?.AbsoluteUri ?? $"{request.Scheme}://{request.Host}/token";
        return $"Bearer realm=\"{realm}\",service=\"{service.Service}\"{(scope.Length == 0 ? "" : $",scope=\"{scope}\"")}";
    }

    private static bool Covers(string granted, string repository, string action) =>
        granted.Split(':') is ["repository", var name, var actions] && name == repository && actions.Split(',').Contains(action);
}
