using ImageProvenance.Oci;

namespace ImageProvenance;

/// <summary>What a verification and an inspection share: one deadline over everything, one budget, one way for each error.</summary>
internal abstract class Run(ImageRequest request, ImageVerifierOptions options, VerifierCache? cache)
{
    private readonly long _started = options.TimeProvider.GetTimestamp();
    private readonly FetchBudget _budget = new(options.Limits with { Timeout = options.Limits.Timeout + request.WaitForEvidence }, options.TimeProvider);

    protected ImageRequest Request => request;

    protected ImageVerifierOptions Options => options;

    protected VerifierCache? Cache => cache;

    /// <summary>Reads the registries that hold evidence which is not beside the image.</summary>
    public required IImageSource Registries { get; init; }

    /// <summary>The other repositories that evidence is sought in, each once.</summary>
    protected IReadOnlyList<ImageContentReader> Elsewhere { get; private set; } = [];

    protected ReportStatistics Statistics => new(_budget.Requests, _budget.Bytes, options.TimeProvider.GetElapsedTime(_started));

    /// <summary>Runs the stages. What ends a run early becomes a result: malformed is the image's fault, the rest is indeterminate.</summary>
    protected async Task<T> WithinLimits<T>(
        IImageSource source, Func<ImageContentReader, CancellationToken, Task<T>> stages, Func<Failure, bool, T> ended, CancellationToken cancellationToken)
    {
        var limit = options.Limits.Timeout + request.WaitForEvidence;
        using var deadline = new CancellationTokenSource(limit, options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            using var content = new ImageContentReader(source, request.Location, options.Limits, _budget, await CacheOfAsync(source, request.Location, either.Token).ConfigureAwait(false));
            Elsewhere = await OpenElsewhereAsync(content, either.Token).ConfigureAwait(false);
            return await stages(content, either.Token).ConfigureAwait(false);
        }
        catch (MalformedContentException e)
        {
            return ended(e.Failure, true);
        }
        catch (SourceException e)
        {
            return ended(e.Failure, false);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return ended(new("timeout", $"{request.Location} was not read in time.", $"within {limit.TotalSeconds} s"), false);
        }
    }

    private async Task<IReadOnlyList<ImageContentReader>> OpenElsewhereAsync(ImageContentReader content, CancellationToken cancellationToken)
    {
        string? own = (request.Location as RegistryLocation)?.Reference.Name;
        var readers = new List<ImageContentReader>();
        foreach (var place in request.EvidenceFrom.DistinctBy(place => place.Name).Where(place => place.Name != own))
        {
            var location = place.ToLocation();
            readers.Add(content.Beside(Registries, location, await CacheOfAsync(Registries, location, cancellationToken).ConfigureAwait(false)));
        }

        return readers;
    }

    // Only of registries is it known who reads; files are read at once anyway.
    private async ValueTask<IContentCache?> CacheOfAsync(IImageSource source, ImageLocation location, CancellationToken cancellationToken) =>
        cache is not null && source is RegistryImageSource registry && location is RegistryLocation place
            ? cache.Of(place.Reference.Name, await registry.FindReaderAsync(place, cancellationToken).ConfigureAwait(false))
            : null;
}
