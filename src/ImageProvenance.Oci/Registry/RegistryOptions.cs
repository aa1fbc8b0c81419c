using System.Collections.Frozen;

namespace ImageProvenance.Oci;

/// <summary>How registries are spoken to. Immutable and thread-safe; change one with <c>with</c>.</summary>
public sealed record RegistryOptions
{
    /// <summary>The defaults, as documented on each member.</summary>
    public static RegistryOptions Default { get; } = new();

    /// <summary>
    /// The registries, host and port as references write them, that are spoken to over plain HTTP. Default: none.
    /// Loopback registries always are, as Docker does. No credentials are used with those named here: nothing would
    /// protect them on their way.
    /// </summary>
    public IReadOnlySet<RegistryName> PlainHttpHosts { get; init; } = FrozenSet<RegistryName>.Empty;

    /// <summary>
    /// The hosts in private networks, host and port as addresses have them, that public registries may lead to: their
    /// storage or token servers. Default: none. Registries that are in a private network themselves need no entry.
    /// </summary>
    public IReadOnlySet<RegistryName> PrivateHosts { get; init; } = FrozenSet<RegistryName>.Empty;

    /// <summary>How often a registry is asked again after a failure that may pass. Default: three attempts in all, see <see cref="Oci.Retries"/>.</summary>
    public Retries Retries { get; init; } = Retries.Default;

    /// <summary>Where repositories are read: mirrors for content by digest, copies of whole registries. Default: each at its own registry.</summary>
    public IRepositoryLocations Locations { get; init; } = LocationTable.Empty;

    /// <summary>How this client names itself. Default: <c>ImageProvenance</c>.</summary>
    public string UserAgent { get; init; } = "ImageProvenance";

    /// <summary>
    /// Token servers on other hosts than their registry's, which may be told its secrets: by registry, the servers' hosts
    /// with their ports (443 where none is written). Default: none; those of Docker Hub, GitLab.com and NGC are known.
    /// </summary>
    public IReadOnlyDictionary<RegistryName, IReadOnlySet<RegistryName>> TokenServers { get; init; } = FrozenDictionary<RegistryName, IReadOnlySet<RegistryName>>.Empty;

    // The caps on bodies of errors and token answers, and on the time of a fetch and of an attempt at it: the source's, handed on with the rest.
    internal Limits Limits { get; init; } = Limits.Default;

    // The source's clock, for dates that registries write.
    internal TimeProvider Time { get; init; } = TimeProvider.System;

    internal bool IsPlainHttp(RegistryName registry) => registry.IsLoopback || PlainHttpHosts.Contains(registry);

    internal bool IsPlainHttp(Uri server) => RegistryName.TryParse(server.Authority, out var name) && IsPlainHttp(name);

    internal bool IsPrivateHost(Uri server) => IsOneOf(PrivateHosts, server);

    // An address leaves out the port that its scheme has anyway; who lists a host may write it.
    private static bool IsOneOf(IEnumerable<RegistryName> hosts, Uri server) =>
        RegistryName.TryParse(server.Authority, out var written) && RegistryName.TryParse($"{server.Host}:{server.Port}", out var whole)
        && hosts.Any(host => host.CanonicalName == written.CanonicalName || host.CanonicalName == whole.CanonicalName);

    internal IEnumerable<RegistryName> TokenServersOf(RegistryName registry) =>
        TokenServers.Where(entry => entry.Key.CanonicalName == registry.CanonicalName).SelectMany(entry => entry.Value);

    internal bool ProtectsSecrets(RegistryName registry) => registry.IsLoopback || !PlainHttpHosts.Contains(registry);
}
