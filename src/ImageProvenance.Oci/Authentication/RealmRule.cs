using System.Collections.Frozen;

namespace ImageProvenance.Oci;

/// <summary>
/// Which token servers are asked, and which of them are told a secret. A registry names its token server in an answer
/// that nobody has authenticated, so the name alone earns nothing. (Which addresses are asked, the transport judges.)
/// </summary>
internal static class RealmRule
{
    // Registries, by their canonical names, whose own token server is on another host.
    private static readonly FrozenDictionary<string, RegistryName> Partners = new Dictionary<string, RegistryName>
    {
        ["docker.io"] = RegistryName.Parse("auth.docker.io"),
        ["registry.gitlab.com"] = RegistryName.Parse("gitlab.com"),
        ["nvcr.io"] = RegistryName.Parse("authn.nvidia.com"),
    }.ToFrozenDictionary();

    /// <summary>Whether a token is asked for there at all: over https, or over http from a host that is spoken to so by the caller's will.</summary>
    public static bool MayAsk(RegistryName registry, Uri realm, RegistryOptions options) =>
        realm.UserInfo.Length == 0
        && (realm.Scheme == Uri.UriSchemeHttps || (realm.Scheme == Uri.UriSchemeHttp && IsPlainHttp(registry, realm, options)));

    /// <summary>Whether the registry's credential may be sent there: to its own host, to this machine from this machine, to a server that it is known to have.</summary>
    public static bool MayTellSecrets(RegistryName registry, Uri realm, RegistryOptions options) =>
        (registry.IsLoopback && realm.IsLoopback)
        || (realm.Scheme == Uri.UriSchemeHttps && (IsSameHost(registry, realm) || IsKnownServer(registry, realm, options)));

    // Plain HTTP is a choice per host: it does not spread to a host that a registry names.
    private static bool IsPlainHttp(RegistryName registry, Uri realm, RegistryOptions options) =>
        options.IsPlainHttp(registry)
        && (IsSameHost(registry, realm) || (registry.IsLoopback && realm.IsLoopback)
            || (RegistryName.TryParse(realm.Authority, out var server) && options.PlainHttpHosts.Contains(server)));

    private static bool IsSameHost(RegistryName registry, Uri realm) =>
        realm.IdnHost.Equals(new Uri($"https://{registry.ApiHost}").IdnHost, StringComparison.OrdinalIgnoreCase);

    private static bool IsKnownServer(RegistryName registry, Uri realm, RegistryOptions options) =>
        RegistryName.TryParse(realm.Authority, out var server)
        && (Partners.GetValueOrDefault(registry.CanonicalName) == server
            || options.TokenServersOf(registry).Any(known => known.CanonicalName == server.CanonicalName));
}
