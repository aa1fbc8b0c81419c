using ImageProvenance.Oci;
using ImageProvenance.Policies;
using ImageProvenance.Signatures;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ImageProvenance;

/// <summary>What an <see cref="ImageVerifier"/> is made of. The defaults verify public images, and private ones that <c>docker login</c> knows.</summary>
public sealed record ImageVerifierOptions
{
    /// <summary>The caps on everything that a remote side controls.</summary>
    public Limits Limits { get; init; } = Limits.Default;

    /// <summary>What is kept from one verification to the next.</summary>
    public CacheOptions Cache { get; init; } = CacheOptions.Default;

    /// <summary>How registries are spoken to.</summary>
    public RegistryOptions Registry { get; init; } = new();

    /// <summary>Where credentials come from; null for the logins of Docker, podman and their helpers (<see cref="CredentialChain.CreateDefault"/>).</summary>
    public ICredentialStore? Credentials { get; init; }

    /// <summary>Proxy, roots and certificates of our own clients; in a host use <see cref="ImageProvenanceBuilder.ConfigureRegistryClient"/>.</summary>
    public RegistryConnections Connections { get; init; } = RegistryConnections.Default;

    /// <summary>Makes the clients that speak to registries; null for clients of our own.</summary>
    public IHttpClientFactory? HttpClientFactory { get; init; }

    /// <summary>Image sources besides registry, layout and archive, by their schemes.</summary>
    public IReadOnlyList<IImageSource> ImageSources { get; init; } = [];

    /// <summary>Signature providers besides ours.</summary>
    public IReadOnlyList<ISignatureProvider> SignatureProviders { get; init; } = [];

    /// <summary>
    /// The Sigstore instances that are trusted; by default the public one. Their authorities may prove whom a policy asks for
    /// by name, and their logs are known ones. Parse each root once, and give every verifier the same list.
    /// </summary>
    public IReadOnlyList<TrustedInstance> TrustedInstances { get; init; } = PolicyRule.DefaultInstances;

    /// <summary>Ways of finding evidence besides ours.</summary>
    public IReadOnlyList<IEvidenceLocator> EvidenceLocators { get; init; } = [];

    /// <summary>Policies by name.</summary>
    public IReadOnlyDictionary<string, VerificationPolicy> Policies { get; init; } = new Dictionary<string, VerificationPolicy>();

    /// <summary>The clock.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Takes log messages; never secrets.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;
}
