using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using ImageProvenance.Oci;
using ImageProvenance.Policies;
using ImageProvenance.Signatures;
using Microsoft.Extensions.Logging;

namespace ImageProvenance;

/// <summary>
/// Goes from an image to a verdict: rule, resolve, discover, read, verify, evaluate, report. One object, thread-safe and
/// long-lived: make it once and share it.
/// </summary>
public sealed class ImageVerifier : IImageVerifier, IDisposable
{
    private readonly ImageVerifierOptions _options;
    private readonly FrozenDictionary<string, IImageSource> _sources;
    private readonly IReadOnlyList<ISignatureProvider> _providers;
    private readonly IReadOnlyList<IEvidenceLocator> _locators;
    private readonly RegistryClients? _ownClients;
    private readonly VerifierCache? _cache;
    private readonly ILogger _logger;

    /// <summary>Creates a verifier with the default options.</summary>
    public ImageVerifier()
        : this(new ImageVerifierOptions())
    {
    }

    /// <summary>Creates a verifier.</summary>
    /// <exception cref="PolicyException">A named policy requires what no provider or no trusted instance can prove.</exception>
    /// <exception cref="ArgumentException">Two image sources have the same scheme.</exception>
    public ImageVerifier(ImageVerifierOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _logger = options.LoggerFactory.CreateLogger("ImageProvenance");
        _ownClients = options.HttpClientFactory is null ? new(options.Connections) : null;
        IImageSource[] sources =
        [
            new RegistryImageSource(options.HttpClientFactory ?? _ownClients!, options.Credentials ?? CredentialChain.CreateDefault(), options.Registry, options.Limits, options.TimeProvider),
            new LayoutImageSource(options.Limits),
            new ArchiveImageSource(options.Limits),
            .. options.ImageSources,
        ];
        _sources = sources.ToFrozenDictionary(source => source.Scheme, StringComparer.Ordinal);
        _providers = options.SignatureProviders.Count == 0 ? PolicyRule.DefaultProviders : [.. PolicyRule.DefaultProviders, .. options.SignatureProviders];
        _cache = options.Cache.Bytes > 0 ? new(options.Cache, options.TimeProvider) : null;
        _locators = [.. EvidenceDiscovery.DefaultLocators, .. options.EvidenceLocators];
        foreach (var policy in options.Policies.Values)
            policy.EnsureEnforceable(_providers, options.TrustedInstances);
    }

    /// <inheritdoc />
    public Task<ProvenanceReport> VerifyAsync(string image, VerificationPolicy policy, CancellationToken cancellationToken = default) =>
        VerifyAsync(Parse(image), policy, cancellationToken);

    /// <inheritdoc />
    public Task<ProvenanceReport> VerifyAsync(string image, string policyName, CancellationToken cancellationToken = default) =>
        VerifyAsync(Parse(image), policyName, cancellationToken);

    /// <inheritdoc />
    public Task<ProvenanceReport> VerifyAsync(ImageRequest request, string policyName, CancellationToken cancellationToken = default) =>
        _options.Policies.TryGetValue(policyName, out var policy)
            ? VerifyAsync(request, policy, cancellationToken)
            : throw new ArgumentException($"There is no policy '{policyName}'; added are: {string.Join(", ", _options.Policies.Keys.DefaultIfEmpty("none"))}.", nameof(policyName));

    /// <inheritdoc />
    public async Task<ProvenanceReport> VerifyAsync(ImageRequest request, VerificationPolicy policy, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(policy);
        using var activity = Telemetry.Source.StartActivity("verify image");
        var run = new VerificationRun(request, policy, _providers, _locators, _options, _cache) { Registries = _sources[RegistryLocation.SchemeName] };
        var report = await run.VerifyAsync(SourceOf(request.Location), cancellationToken).ConfigureAwait(false);
        Telemetry.Record(activity, report);
        Log.Verified(_logger, request.Location, report.Decision, report.Rule, report.Tree.Code ?? report.Error?.Code, report.Statistics.Requests);
        return report;
    }

    /// <inheritdoc />
    public Task<ImageEvidence> InspectAsync(string image, CancellationToken cancellationToken = default) =>
        InspectAsync(Parse(image), cancellationToken);

    /// <inheritdoc />
    public async Task<ImageEvidence> InspectAsync(ImageRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var activity = Telemetry.Source.StartActivity("inspect image");
        var run = new InspectionRun(request, _locators, _options, _cache) { Registries = _sources[RegistryLocation.SchemeName] };
        var evidence = await run.InspectAsync(SourceOf(request.Location), cancellationToken).ConfigureAwait(false);
        Log.Inspected(_logger, request.Location, evidence.All.Count, evidence.Unread.Count, evidence.Statistics.Requests);
        return evidence;
    }

    /// <inheritdoc />
    public ImageRequest Parse(string image) => new(ImageLocation.Parse(image, OtherSchemes));

    /// <inheritdoc />
    public bool TryParse(string? image, [NotNullWhen(true)] out ImageRequest? request)
    {
        request = ImageLocation.TryParse(image, out var location, OtherSchemes) ? new(location) : null;
        return request is not null;
    }

    private IEnumerable<string> OtherSchemes => _options.ImageSources.Select(source => source.Scheme);

    /// <summary>Ends the verifier's own connections, and forgets what was kept; connections of an <see cref="IHttpClientFactory"/> that was given stay.</summary>
    public void Dispose()
    {
        _ownClients?.Dispose();
        _cache?.Dispose();
    }

    private IImageSource SourceOf(ImageLocation location) => _sources.TryGetValue(location.Scheme, out var source)
        ? source
        : throw new ArgumentException($"There is no image source for '{location.Scheme}:'; add one.", nameof(location));
}
