namespace ImageProvenance;

/// <summary>What a verification and an inspection share: one deadline over everything, one budget, one way for each error.</summary>
internal abstract class Run(ImageRequest request, ImageVerifierOptions options)
{
    private readonly long _started = options.TimeProvider.GetTimestamp();
    private readonly FetchBudget _budget = new(options.Limits);

    protected ImageRequest Request => request;

    protected ImageVerifierOptions Options => options;

    /// <summary>Reads the registries that hold evidence which is not beside the image.</summary>
    public required IImageSource Registries { get; init; }

    /// <summary>The other repositories that evidence is sought in, each once.</summary>
    protected IReadOnlyList<ImageContentReader> Elsewhere { get; private set; } = [];

    protected ReportStatistics Statistics => new(_budget.Requests, _budget.Bytes, options.TimeProvider.GetElapsedTime(_started));

    /// <summary>Runs the stages. What ends a run early becomes a result: malformed is the image's fault, the rest is indeterminate.</summary>
    protected async Task<T> WithinLimits<T>(
        IImageSource source, Func<ImageContentReader, CancellationToken, Task<T>> stages, Func<Failure, bool, T> ended, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(options.Limits.Timeout, options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        using var content = new ImageContentReader(source, request.Location, options.Limits, _budget);
        string? own = (request.Location as RegistryLocation)?.Reference.Name;
        Elsewhere = [.. request.EvidenceFrom.DistinctBy(place => place.Name).Where(place => place.Name != own).Select(place => content.Beside(Registries, place.ToLocation()))];
        try
        {
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
            return ended(new("timeout", $"{request.Location} was not read in time.", $"within {options.Limits.Timeout.TotalSeconds} s"), false);
        }
    }
}
