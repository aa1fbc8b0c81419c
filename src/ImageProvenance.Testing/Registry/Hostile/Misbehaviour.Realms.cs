using System.Text;

namespace ImageProvenance.Testing;

// Challenges that send a client for its token where its secrets do not belong. Any token then opens the registry. Not
// together with a registry that demands a login by itself.
public sealed partial class Misbehaviour
{
    private const string TokenHost = "tokens.example";

    /// <summary>The token server is on another host. A client tells it no secret unless its user has said that the two belong together.</summary>
    public static Misbehaviour ForeignRealm { get; } = Challenging("foreign-realm", _ => $"https://{TokenHost}/token");

    /// <summary>The token server is without TLS. A client does not ask there, unless the registry itself is a plain one.</summary>
    public static Misbehaviour HttpRealm { get; } = Challenging("http-realm", _ => $"http://{TokenHost}/token");

    /// <summary>The token server is an address. A client tells it no secret.</summary>
    public static Misbehaviour AddressRealm { get; } = Challenging("address-realm", _ => "https://192.0.2.10/token");

    /// <summary>The token server is a link-local address, as the metadata services of clouds are. A client never connects to link-local addresses.</summary>
    public static Misbehaviour LinkLocalRealm { get; } = Challenging("link-local-realm", _ => $"https://{LinkLocal}/token");

    /// <summary>The realm holds a user name, so that a reader takes the wrong part for the host. A client does not ask there.</summary>
    public static Misbehaviour RealmWithUser { get; } = Challenging("realm-with-user", request => $"https://{request.Host.Split(':')[0]}@{TokenHost}/token");

    /// <summary>The token server is the registry's own, and redirects elsewhere. A client does not carry its secrets on.</summary>
    public static Misbehaviour RedirectingRealm { get; } = Challenging("redirecting-realm", OwnRealm, request =>
        request.Host == TokenHost ? Token("given") : new RegistryResponse(307).With("Location", $"https://{TokenHost}/token?{request.Query}"));

    private static Misbehaviour[] Realms => [ForeignRealm, HttpRealm, AddressRealm, LinkLocalRealm, RealmWithUser, RedirectingRealm];

    private static string OwnRealm(RegistryRequest request) => $"{request.Scheme}://{request.Host}/token";

    private static RegistryResponse Token(string token) => RegistryResponse.Content("application/json", Encoding.UTF8.GetBytes($$"""{"token":"{{token}}"}"""));

    /// <summary>Challenges whoever has no token, and issues one for the asking.</summary>
    private static Misbehaviour Challenging(string name, Func<RegistryRequest, string> realm, Func<RegistryRequest, RegistryResponse>? issue = null, Func<RegistryRequest, RegistryResponse?>? admit = null) =>
        Answering(name, RegistryParts.All, request =>
            InMemoryRegistry.PartOf(request) == RegistryParts.Tokens ? issue?.Invoke(request) ?? Token("given")
            : IsBearer(request) ? admit?.Invoke(request)
            : Challenge(request, realm(request), ""));

    private static RegistryResponse Challenge(RegistryRequest request, string realm, string error) =>
        Unauthorized.Challenge($"Bearer realm=\"{realm}\",service=\"registry.test\",scope=\"repository:{RegistryRoute.Parse(request.Path).Repository}:pull\"{error}");

    private static bool IsBearer(RegistryRequest request) => request.Header("Authorization")?.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) == true;
}
