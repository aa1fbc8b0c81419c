namespace ImageProvenance.Oci;

/// <summary>Reads an answer, whatever its status.</summary>
internal delegate Task<T> AnswerReader<T>(RegistryRequest request, RegistryAnswer answer, CancellationToken cancellationToken);

/// <summary>
/// Fetches one thing from one place, whole: request, redirects, token and body are one attempt, which has its own time
/// and may be made again. Thread-safe.
/// </summary>
internal sealed class RegistryFetcher(RegistryClient client, RegistryOptions options, TimeProvider time)
{
    private readonly Polly.ResiliencePipeline _retries = RetryPipeline.Create(options.Retries, time);

    /// <summary>
    /// The time of one piece of work: nine tenths of what the verification has left, so that there is time for what comes
    /// after; and none of its last moments, in which it is judged what there is.
    /// </summary>
    public TimeShare ShareOf(FetchBudget budget)
    {
        var (left, all) = (budget.TimeLeft, options.Limits.Timeout);
        return new(new[] { all, left * 0.9, left - (all / 20) }.Min(), time);
    }

    /// <summary>Fetches with a share of the time for itself.</summary>
    /// <inheritdoc cref="FetchAsync{T}(RegistryRequest, AnswerReader{T}, TimeShare, FetchBudget, CancellationToken)" />
    public Task<T> FetchAsync<T>(
        RegistryRequest request, AnswerReader<T> read, FetchBudget budget, CancellationToken cancellationToken) =>
        FetchAsync(request, read, ShareOf(budget), budget, cancellationToken);

    /// <summary>Fetches, and tries again what fails for now.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="read">Reads the answer, whatever its status.</param>
    /// <param name="share">How long it may take, all attempts together.</param>
    /// <param name="budget">Charged for every attempt.</param>
    /// <param name="cancellationToken">Ends the fetch.</param>
    /// <exception cref="SourceException">The place could not be read, however often it was tried.</exception>
    /// <exception cref="MalformedContentException">What the place holds cannot be used.</exception>
    public async Task<T> FetchAsync<T>(
        RegistryRequest request, AnswerReader<T> read, TimeShare share, FetchBudget budget, CancellationToken cancellationToken)
    {
        int attempts = 0;
        SourceException? last = null;

        async ValueTask<T> TryAsync(CancellationToken token)
        {
            attempts++;
            try
            {
                return await AttemptAsync(request, read, budget, token).ConfigureAwait(false);
            }
            catch (SourceException e)
            {
                last = IsWorthWaiting(e, share.Left) ? e : e.AsFinal();
                throw last;
            }
        }

        try
        {
            return await Deadline.KeepAsync(share.Left, isTransient: false, time, PlaceOf(request), token => _retries.ExecuteAsync(TryAsync, token).AsTask(), cancellationToken).ConfigureAwait(false);
        }
        catch (SourceException e) when (attempts > 1 && last is not null)
        {
            throw e.After(last, attempts);
        }
    }

    /// <summary>Fetches with one attempt.</summary>
    public Task<T> FetchOnceAsync<T>(
        RegistryRequest request, AnswerReader<T> read, TimeShare share, FetchBudget budget, CancellationToken cancellationToken) =>
        Deadline.KeepAsync(share.Left, isTransient: false, time, PlaceOf(request), token => AttemptAsync(request, read, budget, token), cancellationToken);

    private Task<T> AttemptAsync<T>(
        RegistryRequest request, AnswerReader<T> read, FetchBudget budget, CancellationToken cancellationToken) =>
        Deadline.KeepAsync(options.Limits.RequestTimeout, isTransient: true, time, PlaceOf(request), token => SecretsInUse.WithinAsync(async () =>
        {
            using var answer = await client.GetAsync(request, budget, token).ConfigureAwait(false);
            return await read(request, answer, token).ConfigureAwait(false);
        }), cancellationToken);

    private bool IsWorthWaiting(SourceException failed, TimeSpan left) =>
        (failed.RetryAfter ?? options.Retries.Delay) is var wait && wait <= options.Retries.MaxDelay && wait < left;

    private static string PlaceOf(RegistryRequest request) => request.Image.Registry.Value;
}
