namespace ImageProvenance.Oci;

/// <summary>
/// Ends work that a remote side drags out. <see cref="HttpClient.Timeout"/> would not do: it ends with the headers, and
/// a body can be endless.
/// </summary>
internal static class Deadline
{
    /// <param name="limit">How long the work may take.</param>
    /// <param name="isTransient">Whether there is time for another attempt after this one.</param>
    /// <param name="time">The clock.</param>
    /// <param name="place">Who keeps us waiting.</param>
    /// <param name="work">The work.</param>
    /// <param name="cancellationToken">The caller's: whoever leaves gets his own cancellation.</param>
    /// <exception cref="SourceException">The time was up (<c>timeout</c>).</exception>
    public static async Task<T> KeepAsync<T>(
        TimeSpan limit, bool isTransient, TimeProvider time, string place, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        if (limit <= TimeSpan.Zero)
            throw new SourceException(SourceErrorKind.Timeout, $"{place} was not asked: there was no time left.");
        using var timer = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            return await work(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SourceException(SourceErrorKind.Timeout, $"{place} did not answer in time.", $"a whole answer within {limit.TotalSeconds:0.#} s", innerException: e)
            {
                IsTransient = isTransient && e is not UnrepeatableCanceledException,
            };
        }
    }
}
