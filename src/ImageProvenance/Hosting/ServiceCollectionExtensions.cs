using ImageProvenance;
using ImageProvenance.Oci;
using ImageProvenance.Policies;
using ImageProvenance.Signatures;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

#pragma warning disable IDE0130 // Where hosts look for it.
namespace Microsoft.Extensions.DependencyInjection;
#pragma warning restore IDE0130

/// <summary>Adds image verification to a host.</summary>
public static class ImageProvenanceServiceCollectionExtensions
{
    /// <summary>Adds <see cref="IImageVerifier"/> as a singleton, and returns what configures it.</summary>
    public static ImageProvenanceBuilder AddImageProvenance(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        var registryClient = services.AddHttpClient(RegistryImageSource.HttpClientName)
            .ConfigurePrimaryHttpMessageHandler(services => RegistryHttpHandler.Create(ConnectionsOf(services)))
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan); // The handler's own pools renew their connections.
        services.TryAddSingleton(CreateVerifier);
        services.TryAddSingleton<IImageVerifier>(provider => provider.GetRequiredService<ImageVerifier>());
        return new(services, registryClient);
    }

    private static RegistryConnections ConnectionsOf(IServiceProvider services) => RegistryConnections.Build(builder =>
    {
        foreach (var change in services.GetServices<ConnectionsChange>())
            change.Apply(builder);
    });

    private static ImageVerifier CreateVerifier(IServiceProvider services)
    {
        TrustedInstance[] instances = [.. services.GetServices<InstanceInUse>().Select(used => used.Instance)];
        var options = new ImageVerifierOptions
        {
            HttpClientFactory = services.GetRequiredService<IHttpClientFactory>(),
            ImageSources = [.. services.GetServices<IImageSource>()],
            SignatureProviders = [.. services.GetServices<ISignatureProvider>()],
            TrustedInstances = instances.Length > 0 ? instances : PolicyRule.DefaultInstances,
            EvidenceLocators = [.. services.GetServices<IEvidenceLocator>()],
            Policies = services.GetServices<NamedPolicy>().ToDictionary(named => named.Name, named => named.Policy),
            TimeProvider = services.GetService<TimeProvider>() ?? TimeProvider.System,
            LoggerFactory = services.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance,
        };
        return new(services.GetServices<OptionsChange>().Aggregate(options, (changed, change) => change.Apply(changed)));
    }
}
