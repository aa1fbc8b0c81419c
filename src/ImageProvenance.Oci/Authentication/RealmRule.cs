using System.Collections.Frozen;

namespace ImageProvenance.Oci;

/// <summary>
/// Which token servers are asked, and which of them are told a secret. A registry names its token server in an answer
/// that nobody has authenticated, so the name alone earns nothing.
/// </summary>
internal static class RealmRule
{
    // Registries whose own token server is on another host.
    private static readonly FrozenDictionary<RegistryName, string> Partners = new Dictionary<RegistryName, string>
    {
        [RegistryName.DockerHub] = "auth.docker.io",
        [RegistryName.Parse("registry.gitlab.com")] = "gitlab.com",
        [RegistryName.Parse("nvcr.io")] = "authn.nvidia.com",
    }.ToFrozenDictionary();

    /// <summary>Whether a token is asked for there at all: over https, or over http where the registry itself is.</summary>
    public static bool MayAsk(bool registryIsPlainHttp, Uri realm) =>
        realm.IsAbsoluteUri && realm.UserInfo.Length == 0
        && (realm.Scheme == Uri.UriSchemeHttps || (realm.Scheme == Uri.UriSchemeHttp && registryIsPlainHttp));

    /// <summary>Whether the registry's credential may be sent there.</summary>
    public static bool MayTellSecrets(RegistryName registry, Uri realm)
    {
        if (registry.IsLoopback && realm.IsLoopback)
            return true;
        string host = new Uri($"https://{registry.ApiHost}").IdnHost;
        return realm.Scheme == Uri.UriSchemeHttps
            && (Same(realm.IdnHost, host) || (Partners.TryGetValue(registry, out string? partner) && Same(realm.IdnHost, partner) && realm.IsDefaultPort));
    }

    private static bool Same(string left, string right) => left.Equals(right, StringComparison.OrdinalIgnoreCase);
}
