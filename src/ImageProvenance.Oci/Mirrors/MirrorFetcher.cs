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
    /// <param name="share">The time for all of them together; each has an equal part of what those before it have left.</param>
    /// <param name="fetch">Fetches from one of them, with one attempt.</param>
    /// <exception cref="SourceException">The budget is spent. No other failure leaves.</exception>
    public async Task<FetchedContent?> FindAsync(
        IReadOnlyList<ImageReference> mirrors, Digest digest, TimeShare share, Func<ImageReference, TimeShare, Task<FetchedContent>> fetch)
    {
        ImageReference[] asked = [.. mirrors.Where(IsAsked)];
        for (int i = 0; i < asked.Length; i++)
        {
            var part = share.Part(asked.Length - i);
            if (await TryAsync(asked[i], digest, mirror => fetch(mirror, part)).ConfigureAwait(false) is { } content)
                return content;
        }

        return null;
    }

    private async Task<FetchedContent?> TryAsync(ImageReference mirror, Digest digest, Func<ImageReference, Task<FetchedContent>> fetch)
    {
        Failure failure;
        bool isDown = false;
        try
        {
            var content = await fetch(mirror).ConfigureAwait(false);
            // Its word for the media type is not taken: it could only spoil what the digest has proven.
            if (digest.Matches(content.Bytes.Span))
                return new(content.Bytes);
            failure = new("digest-mismatch", $"{mirror.Registry} serves content that is not what was asked for.", digest.ToString());
            isDown = true;
        }
        catch (SourceException e) when (e.Kind != SourceErrorKind.BudgetExhausted)
        {
            failure = e.Failure;
            isDown = IsDown(e);
        }
        catch (MalformedContentException e)
        {
            failure = e.Failure;
        }
        catch (CredentialException e)
        {
            failure = new("unauthorized", $"The credentials of the mirror {mirror.Registry} cannot be read: {e.Message}");
        }

        if (isDown)
            _failed[mirror.Registry.CanonicalName] = time.GetTimestamp();
        RegistryTelemetry.MirrorFailed(failure);
        return null;
    }

    // What a mirror lacks, or does not show to one reader, says nothing about the rest and about others.
    private static bool IsDown(SourceException e) =>
        e.Kind is SourceErrorKind.Network or SourceErrorKind.Timeout or SourceErrorKind.Truncated || (e.Kind == SourceErrorKind.ServerError && e.IsTransient);

    private bool IsAsked(ImageReference mirror) =>
        !_failed.TryGetValue(mirror.Registry.CanonicalName, out long since) || time.GetElapsedTime(since) >= Pause;
}
