using System.Net;

namespace ImageProvenance.Oci;

/// <summary>
/// Images in OCI and Docker registries. Reads only: one GET for what a location names, then content by digest. Redirects
/// are followed at most five times, never from https to http, and credentials stay with the host they are for.
/// Thread-safe and long-lived.
/// </summary>
/// <remarks>OCI distribution-spec, "Pull"; Docker's token authentication. No request is repeated, but once after a 401.</remarks>
public sealed class RegistryImageSource : IImageSource
{
    /// <summary>
    /// The name of the HTTP client that is asked of the factory. Its primary handler must be like
    /// <see cref="RegistryHttpHandler.Create"/>'s: one that follows redirects by itself is refused.
    /// </summary>
    public const string HttpClientName = "ImageProvenance.Registry";

    private static readonly string[] ManifestTypes =
        [MediaTypes.OciIndex, MediaTypes.DockerIndex, MediaTypes.OciManifest, MediaTypes.DockerManifest];

    private readonly RegistryOptions _options;
    private readonly TimeProvider _time;
    private readonly RegistryAuthorizer _authorizer;
    private readonly RegistryClient _client;
    private readonly ReferrersPages _referrers;

    /// <summary>Creates the source.</summary>
    /// <param name="clients">Makes the client named <see cref="HttpClientName"/>.</param>
    /// <param name="credentials">As whom registries are read; null for anonymously.</param>
    /// <param name="options">How registries are spoken to; null for <see cref="RegistryOptions.Default"/>.</param>
    /// <param name="limits">The caps on bodies of errors and tokens, and as <see cref="Limits.Timeout"/> on the time that one fetch may take, redirects, tokens and body included; null for <see cref="Limits.Default"/>.</param>
    /// <param name="time">The clock of deadlines and tokens; null for the system's.</param>
    public RegistryImageSource(
        IHttpClientFactory clients, ICredentialStore? credentials = null, RegistryOptions? options = null, Limits? limits = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(clients);
        _options = options ?? RegistryOptions.Default;
        _options = limits is null ? _options : _options with { Limits = limits };
        _time = time ?? TimeProvider.System;
        var transport = new RegistryTransport(clients, _options);
        var tokens = new TokenCache(new TokenClient(transport, _options), _time);
        _authorizer = new(credentials ?? AnonymousCredentials.Instance, tokens, _options);
        _client = new(transport, _authorizer);
        _referrers = new(_client, _options);
    }

    /// <inheritdoc />
    public string Scheme => RegistryLocation.SchemeName;

    /// <summary>As whom a repository is read; null for anonymously. What one reader was shown, another may not see.</summary>
    /// <exception cref="CredentialException">The credentials cannot be read.</exception>
    public async ValueTask<RegistryCredential?> FindReaderAsync(ImageLocation location, CancellationToken cancellationToken) =>
        (await _authorizer.ReaderOfAsync(ImageOf(location), cancellationToken).ConfigureAwait(false)).Credential;

    /// <inheritdoc />
    public async ValueTask<FetchedContent> ResolveAsync(ImageLocation location, int maxBytes, FetchBudget budget, CancellationToken cancellationToken)
    {
        var image = ImageOf(location);
        var uri = image.Digest is { } digest ? UrisOf(image).Manifest(digest) : UrisOf(image).Manifest(image.Tag ?? TagName.Latest);
        return (await GetManifestAsync(image, uri, $"image {image}", isOptional: false, maxBytes, budget, cancellationToken).ConfigureAwait(false))!;
    }

    /// <inheritdoc />
    public async ValueTask<FetchedContent> GetManifestAsync(ImageLocation location, Digest digest, int maxBytes, FetchBudget budget, CancellationToken cancellationToken)
    {
        var image = ImageOf(location);
        return (await GetManifestAsync(image, UrisOf(image).Manifest(digest), $"manifest {image.Name}@{digest}", isOptional: false, maxBytes, budget, cancellationToken).ConfigureAwait(false))!;
    }

    /// <inheritdoc />
    public async ValueTask<FetchedContent?> FindTagAsync(ImageLocation location, TagName tag, int maxBytes, FetchBudget budget, CancellationToken cancellationToken)
    {
        var image = ImageOf(location);
        return await GetManifestAsync(image, UrisOf(image).Manifest(tag), $"tag {image.Name}:{tag}", isOptional: true, maxBytes, budget, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public async ValueTask<FetchedContent> GetBlobAsync(ImageLocation location, Descriptor blob, int maxBytes, FetchBudget budget, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(blob);
        var image = ImageOf(location);
        int cap = (int)Math.Min(maxBytes, blob.Size);
        return await KeepDeadlineAsync(image, async token =>
        {
            using var answer = await _client.GetAsync(new(image, UrisOf(image).Blob(blob.Digest), []), budget, token).ConfigureAwait(false);
            await RequireSuccessAsync(answer, image, $"blob {image.Name}@{blob.Digest}", budget, token).ConfigureAwait(false);
            return new FetchedContent(await BodyReader.ReadAsync(answer.Response, cap, budget, token).ConfigureAwait(false));
        }, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public async ValueTask<ReferrersList> GetReferrersAsync(ImageLocation location, Digest subject, Limits limits, FetchBudget budget, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(limits);
        var image = ImageOf(location);
        return await KeepDeadlineAsync(image, token => _referrers.ReadAsync(image, UrisOf(image).Referrers(subject), limits, budget, token), cancellationToken).ConfigureAwait(false);
    }

    private Task<FetchedContent?> GetManifestAsync(
        ImageReference image, Uri uri, string what, bool isOptional, int maxBytes, FetchBudget budget, CancellationToken cancellationToken) =>
        KeepDeadlineAsync(image, async token =>
        {
            using var answer = await _client.GetAsync(new(image, uri, ManifestTypes), budget, token).ConfigureAwait(false);
            if (isOptional && answer.Status == HttpStatusCode.NotFound)
                return null;
            await RequireSuccessAsync(answer, image, what, budget, token).ConfigureAwait(false);
            var claimed = ContentDigestHeader.Read(answer.Response);
            byte[] body = await BodyReader.ReadAsync(answer.Response, maxBytes, budget, token).ConfigureAwait(false);
            return new FetchedContent(body, answer.Response.Content.Headers.ContentType?.MediaType, claimed);
        }, cancellationToken);

    private async Task RequireSuccessAsync(RegistryAnswer answer, ImageReference image, string what, FetchBudget budget, CancellationToken cancellationToken)
    {
        if (answer.Status != HttpStatusCode.OK)
            throw await RegistryErrors.ReadAsync(answer, what, image.Registry, _options.Limits, budget, cancellationToken).ConfigureAwait(false);
    }

    private Task<T> KeepDeadlineAsync<T>(ImageReference image, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken) =>
        Deadline.KeepAsync(_options.Limits.Timeout, _time, image.Registry.Value, work, cancellationToken);

    private RegistryUris UrisOf(ImageReference image) => new(image, _options.IsPlainHttp(image.Registry));

    private static ImageReference ImageOf(ImageLocation location) => location is RegistryLocation registry
        ? registry.Reference
        : throw new ArgumentException($"'{location}' is no registry reference.", nameof(location));
}
