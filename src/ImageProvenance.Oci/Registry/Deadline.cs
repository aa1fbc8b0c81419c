namespace ImageProvenance.Oci;

/// <summary>
/// Ends work that a remote side drags out. <see cref="HttpClient.Timeout"/> would not do: it ends with the headers, and
/// a body can be endless.
/// </summary>
internal static class Deadline
{
    public static async Task<T> KeepAsync<T>(
        TimeSpan limit, TimeProvider time, string place, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            return await work(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SourceException(SourceErrorKind.Timeout, $"{place} did not answer in time.", $"a whole answer within {limit.TotalSeconds:0.#} s", innerException: e);
        }
    }
}
