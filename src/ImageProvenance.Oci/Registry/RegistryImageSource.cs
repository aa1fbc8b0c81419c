using System.Net;

namespace ImageProvenance.Oci;

/// <summary>
/// Images in OCI and Docker registries. Reads only: one GET for what a location names, then content by digest. Redirects
/// are followed at most five times, never from https to http, and credentials stay with the host they are for.
/// Thread-safe and long-lived.
/// </summary>
/// <remarks>OCI distribution-spec, "Pull"; Docker's token authentication. No request is repeated, but once after a 401, and as <see cref="RegistryOptions.Retries"/> says.</remarks>
public sealed class RegistryImageSource : IImageSource
{
    /// <summary>
    /// The name of the HTTP client that is asked of the factory. Its primary handler must be like
    /// <see cref="RegistryHttpHandler.Create"/>'s: one that follows redirects by itself is refused. With any
    /// other handler these rules are gone: which addresses names may lead to, which headers leave the registry's origin,
    /// which connection is used for what, roots and client certificates by server, the cap on headers.
    /// </summary>
    public const string HttpClientName = "ImageProvenance.Registry";

    private static readonly string[] ManifestTypes =
        [MediaTypes.OciIndex, MediaTypes.DockerIndex, MediaTypes.OciManifest, MediaTypes.DockerManifest];

    private readonly RegistryOptions _options;
    private readonly ReaderIds _readers = new();
    private readonly RegistryAuthorizer _authorizer;
    private readonly RegistryFetcher _fetcher;
    private readonly MirrorFetcher _mirrors;
    private readonly ReferrersPages _referrers;

    /// <summary>Creates the source.</summary>
    /// <param name="clients">Makes the client named <see cref="HttpClientName"/>.</param>
    /// <param name="credentials">As whom registries are read; null for anonymously.</param>
    /// <param name="options">How registries are spoken to; null for <see cref="RegistryOptions.Default"/>.</param>
    /// <param name="limits">
    /// The caps on bodies of errors and tokens; as <see cref="Limits.RequestTimeout"/> on the time of one attempt,
    /// redirects, tokens and body included; as <see cref="Limits.Timeout"/> on the time of all attempts at one thing,
    /// or nine tenths of what the budget has left where that is less: one place that never ends leaves time for the others. Null for <see cref="Limits.Default"/>.
    /// </param>
    /// <param name="time">The clock of deadlines, waits and tokens; null for the system's.</param>
    public RegistryImageSource(
        IHttpClientFactory clients, ICredentialStore? credentials = null, RegistryOptions? options = null, Limits? limits = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(clients);
        _options = options ?? RegistryOptions.Default;
        _options = limits is null ? _options : _options with { Limits = limits };
        time ??= TimeProvider.System;
        _options = _options with { Time = time };
        var transport = new RegistryTransport(clients, _options);
        var tokens = new TokenCache(new TokenClient(transport, _options), time);
        _authorizer = new(credentials ?? AnonymousCredentials.Instance, tokens, _options);
        _fetcher = new(new RegistryClient(transport, _authorizer, _options), _options, time);
        _mirrors = new(time);
        _referrers = new(_fetcher, _options);
    }

    /// <inheritdoc />
    public string Scheme => RegistryLocation.SchemeName;

    /// <summary>
    /// Names as whom a repository is read, here and at its mirrors: the same name for the same credentials, for as long as this
    /// source lives, and no secret. What one reader was shown, another may not see.
    /// </summary>
    /// <exception cref="CredentialException">The credentials cannot be read.</exception>
    /// <exception cref="SourceException">A host's store could not be asked.</exception>
    public async ValueTask<string> FindReaderAsync(ImageLocation location, CancellationToken cancellationToken)
    {
        var places = _options.Locations.Find(ImageOf(location));
        var readers = new List<RegistryCredential?> { (await _authorizer.ReaderOfAsync(places.Source, cancellationToken).ConfigureAwait(false)).Credential };
        foreach (var mirror in places.Mirrors)
            readers.Add(await FindAtMirrorAsync(mirror, cancellationToken).ConfigureAwait(false));
        return _readers.Of(readers);
    }

    // A mirror whose login cannot be had is not read; that costs the image nothing.
    private async ValueTask<RegistryCredential?> FindAtMirrorAsync(ImageReference mirror, CancellationToken cancellationToken)
    {
        try
        {
            return (await _authorizer.ReaderOfAsync(mirror, cancellationToken).ConfigureAwait(false)).Credential;
        }
        catch (Exception e) when (e is CredentialException or SourceException)
        {
            return null;
        }
    }

    /// <inheritdoc />
    public async ValueTask<FetchedContent> ResolveAsync(ImageLocation location, int maxBytes, FetchBudget budget, CancellationToken cancellationToken)
    {
        var image = ImageOf(location);
        string what = $"image {image}";
        if (image.Digest is { } digest)
            return await GetByDigestAsync(image, digest, at => new(at, UrisOf(at).Manifest(digest), ManifestTypes), ReadManifest(what, isListed: false, maxBytes, budget), budget, cancellationToken).ConfigureAwait(false);

        var source = SourceOf(image);
        var request = new RegistryRequest(source, UrisOf(source).Manifest(image.Tag ?? TagName.Latest), ManifestTypes);
        return await _fetcher.FetchAsync(request, ReadManifest(what, isListed: false, maxBytes, budget), budget, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public async ValueTask<FetchedContent> GetManifestAsync(ImageLocation location, Digest digest, int maxBytes, FetchBudget budget, CancellationToken cancellationToken)
    {
        var image = ImageOf(location);
        var read = ReadManifest($"manifest {image.Name}@{digest}", isListed: true, maxBytes, budget);
        return await GetByDigestAsync(image, digest, at => new(at, UrisOf(at).Manifest(digest), ManifestTypes), read, budget, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public async ValueTask<FetchedContent?> FindTagAsync(ImageLocation location, TagName tag, int maxBytes, FetchBudget budget, CancellationToken cancellationToken)
    {
        var image = ImageOf(location);
        var source = SourceOf(image);
        var read = ReadManifest($"tag {image.Name}:{tag}", isListed: false, maxBytes, budget);
        return await _fetcher.FetchAsync(
            new(source, UrisOf(source).Manifest(tag), ManifestTypes),
            async (request, answer, token) => answer.Status == HttpStatusCode.NotFound ? null : await read(request, answer, token).ConfigureAwait(false),
            budget,
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public async ValueTask<FetchedContent> GetBlobAsync(ImageLocation location, Descriptor blob, int maxBytes, FetchBudget budget, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(blob);
        var image = ImageOf(location);
        int cap = (int)Math.Min(maxBytes, blob.Size);
        return await GetByDigestAsync(image, blob.Digest, at => new(at, UrisOf(at).Blob(blob.Digest), []), async (request, answer, token) =>
        {
            await RequireSuccessAsync(request, answer, $"blob {image.Name}@{blob.Digest}", isListed: true, budget, token).ConfigureAwait(false);
            return new(await BodyReader.ReadAsync(answer.Response, cap, budget, token).ConfigureAwait(false));
        }, budget, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public async ValueTask<ReferrersList> GetReferrersAsync(ImageLocation location, Digest subject, Limits limits, FetchBudget budget, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(limits);
        var source = SourceOf(ImageOf(location));
        return await _referrers.ReadAsync(source, UrisOf(source).Referrers(subject), limits, budget, cancellationToken).ConfigureAwait(false);
    }

    // Content by digest may come from anywhere: from a mirror, or else the source, whose error is the one that counts.
    private async Task<FetchedContent> GetByDigestAsync(
        ImageReference image, Digest digest, Func<ImageReference, RegistryRequest> requestAt, AnswerReader<FetchedContent> read, FetchBudget budget, CancellationToken cancellationToken)
    {
        var locations = _options.Locations.Find(image);
        var share = _fetcher.ShareOf(budget);
        return await _mirrors.FindAsync(locations.Mirrors, digest, share.Part(3), (mirror, part) => _fetcher.FetchOnceAsync(requestAt(mirror), read, part, budget, cancellationToken)).ConfigureAwait(false)
            ?? await _fetcher.FetchAsync(requestAt(locations.Source), read, share, budget, cancellationToken).ConfigureAwait(false);
    }

    private AnswerReader<FetchedContent> ReadManifest(string what, bool isListed, int maxBytes, FetchBudget budget) => async (request, answer, token) =>
    {
        await RequireSuccessAsync(request, answer, what, isListed, budget, token).ConfigureAwait(false);
        var claimed = ContentDigestHeader.Read(answer.Response);
        byte[] body = await BodyReader.ReadAsync(answer.Response, maxBytes, budget, token).ConfigureAwait(false);
        return new(body, answer.Response.Content.Headers.ContentType?.MediaType, claimed);
    };

    private async Task RequireSuccessAsync(RegistryRequest request, RegistryAnswer answer, string what, bool isListed, FetchBudget budget, CancellationToken cancellationToken)
    {
        if (answer.Status == HttpStatusCode.OK)
            return;
        var error = await RegistryErrors.ReadAsync(answer, what, request.Image.Registry, _options, budget, cancellationToken).ConfigureAwait(false);
        throw isListed && error.Kind == SourceErrorKind.NotFound ? RegistryErrors.Missing(error, what, request.Image.Registry) : error;
    }

    private ImageReference SourceOf(ImageReference image) => _options.Locations.Find(image).Source;

    private RegistryUris UrisOf(ImageReference image) => new(image, _options.IsPlainHttp(image.Registry));

    private static ImageReference ImageOf(ImageLocation location) => location is RegistryLocation registry
        ? registry.Reference
        : throw new ArgumentException($"'{location}' is no registry reference.", nameof(location));
}
