using System.Diagnostics.CodeAnalysis;
using ImageProvenance.Oci;
using ImageProvenance.Policies;
using ImageProvenance.Signatures;
using Microsoft.Extensions.DependencyInjection;

namespace ImageProvenance;

/// <summary>Configures the verifier of a host. Not thread-safe; used while services are set up.</summary>
public sealed class ImageProvenanceBuilder
{
    internal ImageProvenanceBuilder(IServiceCollection services, IHttpClientBuilder registryClient) =>
        (Services, RegistryClient) = (services, registryClient);

    /// <summary>The host's services.</summary>
    public IServiceCollection Services { get; }

    /// <summary>
    /// The client that speaks to registries: add handlers to it. Redirects stay ours, since secrets hang on them. A primary handler
    /// of your own would replace the rules about addresses, certificates and headers: use <see cref="ConfigureRegistryClient"/>.
    /// </summary>
    public IHttpClientBuilder RegistryClient { get; }

    /// <summary>Adds a policy under a name.</summary>
    /// <exception cref="ArgumentException">There is a policy of that name already.</exception>
    public ImageProvenanceBuilder AddPolicy(string name, VerificationPolicy policy)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(policy);
        if (Services.Any(service => service.ImplementationInstance is NamedPolicy named && named.Name == name))
            throw new ArgumentException($"There is a policy '{name}' already.", nameof(name));
        Services.AddSingleton(new NamedPolicy(name, policy));
        return this;
    }

    /// <summary>Adds a policy under a name, built in place.</summary>
    /// <exception cref="PolicyException">Every mistake in the policy.</exception>
    public ImageProvenanceBuilder AddPolicy(string name, Action<VerificationPolicyBuilder> policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var builder = new VerificationPolicyBuilder(name);
        policy(builder);
        return AddPolicy(name, builder.Build());
    }

    /// <summary>Adds the policies of documents, each under the name that it has: a file, or a pattern in the last part of the path.</summary>
    /// <exception cref="PolicyException">Every mistake in the first document that has any.</exception>
    /// <exception cref="IOException">A document cannot be read, or no file fits the pattern.</exception>
    public ImageProvenanceBuilder AddPolicyFiles(string pathOrPattern)
    {
        ArgumentException.ThrowIfNullOrEmpty(pathOrPattern);
        string folder = Path.GetDirectoryName(Path.GetFullPath(pathOrPattern))!;
        string[] files = Directory.GetFiles(folder, Path.GetFileName(pathOrPattern));
        if (files.Length == 0)
            throw new FileNotFoundException($"No policy document fits '{pathOrPattern}'.", pathOrPattern);
        foreach (string file in files.Order(StringComparer.Ordinal))
        {
            var policy = PolicyFile.Load(file);
            AddPolicy(policy.Name, policy);
        }

        return this;
    }

    /// <summary>Sets options: limits, registries, credentials, clock.</summary>
    public ImageProvenanceBuilder Configure(Func<ImageVerifierOptions, ImageVerifierOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        Services.AddSingleton(new OptionsChange(configure));
        return this;
    }

    /// <summary>
    /// Sets how connections to registries are made: proxy, roots, client certificates. Where requests may go stays ours, since
    /// registries lead elsewhere: see <see cref="RegistryHttpHandler.Create"/>. Called several times, all of it holds.
    /// </summary>
    public ImageProvenanceBuilder ConfigureRegistryClient(Action<RegistryConnectionsBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        Services.AddSingleton(new ConnectionsChange(configure));
        return this;
    }

    /// <summary>Takes credentials from a store of your own, in place of the default ones.</summary>
    public ImageProvenanceBuilder AddRegistryCredentials(ICredentialStore credentials) =>
        Configure(options => options with { Credentials = credentials });

    /// <summary>
    /// Says where credentials come from, in place of the default: the logins of Docker, then those of podman and its
    /// relatives (<see cref="CredentialChain.CreateDefault"/>).
    /// </summary>
    /// <exception cref="ArgumentException">Nothing is said.</exception>
    public ImageProvenanceBuilder AddRegistryCredentials(Action<RegistryCredentialsBuilder> credentials)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        var builder = new RegistryCredentialsBuilder();
        credentials(builder);
        return AddRegistryCredentials(builder.Build());
    }

    /// <summary>Trusts a Sigstore instance. The first one replaces the default, the public instance; further ones are trusted too.</summary>
    public ImageProvenanceBuilder UseTrustedRoot(TrustedInstance instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        Services.AddSingleton(new InstanceInUse(instance));
        return this;
    }

    /// <summary>
    /// Trusts the Sigstore instances of a file: a trusted_root.json, or several, one a line. The first one replaces the default, the
    /// public instance; further ones are trusted too.
    /// </summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="MalformedContentException">It is no trusted root.</exception>
    public ImageProvenanceBuilder UseTrustedRoot(string path)
    {
        foreach (var instance in TrustedRootFile.LoadAll(path))
            UseTrustedRoot(instance);
        return this;
    }

    /// <summary>Adds a signature provider: it takes part in discovery, policy and report like ours.</summary>
    public ImageProvenanceBuilder AddSignatureProvider<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>()
        where T : class, ISignatureProvider
    {
        Services.AddSingleton<ISignatureProvider, T>();
        return this;
    }

    /// <summary>Adds an image source for its scheme. It hands over raw bytes; the library hashes them.</summary>
    public ImageProvenanceBuilder AddImageSource<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>()
        where T : class, IImageSource
    {
        Services.AddSingleton<IImageSource, T>();
        return this;
    }

    /// <summary>Adds a way of finding evidence.</summary>
    public ImageProvenanceBuilder AddEvidenceLocator<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>()
        where T : class, IEvidenceLocator
    {
        Services.AddSingleton<IEvidenceLocator, T>();
        return this;
    }
}

internal sealed record NamedPolicy(string Name, VerificationPolicy Policy);

internal sealed record InstanceInUse(TrustedInstance Instance);

internal sealed record ConnectionsChange(Action<RegistryConnectionsBuilder> Apply);

internal sealed record OptionsChange(Func<ImageVerifierOptions, ImageVerifierOptions> Apply);
