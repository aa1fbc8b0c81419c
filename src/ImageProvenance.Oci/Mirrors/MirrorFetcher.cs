namespace ImageProvenance.Oci;

/// <summary>
/// Asks mirrors for content by digest. The content is hashed here, so that one that lies costs nothing but time; one that
/// failed is left alone for a while, so that a dead one does not cost that time at every fetch. Thread-safe.
/// </summary>
internal sealed class MirrorFetcher(TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    // By the mirrors that a host has named, so it stays small.
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, long> _failed = new();

    /// <summary>The content, from the first mirror that has it; null where none does.</summary>
    /// <param name="mirrors">The image at the mirrors, in their order.</param>
    /// <param name="digest">What the content must hash to.</param>
    /// <param name="fetch">Fetches from one of them, with one attempt.</param>
    /// <exception cref="SourceException">The budget is spent. No other failure leaves.</exception>
    public async Task<FetchedContent?> FindAsync(
        IReadOnlyList<ImageReference> mirrors, Digest digest, Func<ImageReference, Task<FetchedContent>> fetch)
    {
        foreach (var mirror in mirrors.Where(IsAsked))
        {
            if (await TryAsync(mirror, digest, fetch).ConfigureAwait(false) is { } content)
                return content;
        }

        return null;
    }

    private async Task<FetchedContent?> TryAsync(ImageReference mirror, Digest digest, Func<ImageReference, Task<FetchedContent>> fetch)
    {
        Failure failure;
        try
        {
            var content = await fetch(mirror).ConfigureAwait(false);
            // Its word for the media type is not taken: it could only spoil what the digest has proven.
            if (digest.Matches(content.Bytes.Span))
                return new(content.Bytes);
            failure = new("digest-mismatch", $"{mirror.Registry} serves content that is not what was asked for.", digest.ToString());
        }
        catch (SourceException e) when (e.Kind != SourceErrorKind.BudgetExhausted)
        {
            failure = e.Failure;
        }
        catch (MalformedContentException e)
        {
            failure = e.Failure;
        }

        // That a mirror has not copied something says nothing about the rest.
        if (failure.Code is not ("not-found" or "content-missing"))
            _failed[mirror.Registry.CanonicalName] = time.GetTimestamp();
        RegistryTelemetry.MirrorFailed(failure);
        return null;
    }

    private bool IsAsked(ImageReference mirror) =>
        !_failed.TryGetValue(mirror.Registry.CanonicalName, out long since) || time.GetElapsedTime(since) >= Pause;
}
