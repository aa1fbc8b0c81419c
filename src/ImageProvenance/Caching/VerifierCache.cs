using ImageProvenance.Signatures;
using Microsoft.Extensions.Caching.Memory;

namespace ImageProvenance;

/// <summary>
/// The memory of one verifier, within a number of bytes: per repository and reader, content and lists; for all of them, proven facts.
/// Thread-safe.
/// </summary>
internal sealed class VerifierCache(CacheOptions options, TimeProvider time) : IDisposable
{
    // One huge statement must not push out everything else.
    private const int LargestShare = 16;

    // Signer, times, log entries.
    private const int FactBytes = 4 << 10;

    private readonly MemoryCache _memory = new(new MemoryCacheOptions { SizeLimit = options.Bytes });

    /// <summary>The part of one repository as one reader sees it; nobody is answered from what another was allowed to read.</summary>
    public IContentCache Of(string repository, string reader) => new RepositoryCache(this, new(repository, reader));

    /// <summary>A verdict that was proven before, by the same provider's code, from the same piece, for the same subject under the same trust; null if none is kept.</summary>
    public SignatureVerdict? FindProven(FactKey key) => Find<SignatureVerdict>(key);

    /// <summary>Keeps a proven verdict. Until when it holds is in its fact: whoever finds it asks for that.</summary>
    /// <param name="key">What the verdict depends on.</param>
    /// <param name="verdict">The verdict.</param>
    /// <param name="bytes">The size of the evidence, which the fact keeps alive.</param>
    public void KeepProven(FactKey key, SignatureVerdict verdict, long bytes) => Keep(key, verdict, FactBytes + 2 * bytes);

    public T? Find<T>(object key)
        where T : class => _memory.TryGetValue(key, out object? kept) ? kept as T : null;

    public void Keep(object key, object value, long bytes, TimeSpan? keepFor = null)
    {
        if (bytes <= options.Bytes / LargestShare)
            _memory.Set(key, value, new MemoryCacheEntryOptions { Size = bytes, AbsoluteExpirationRelativeToNow = keepFor });
    }

    public T? FindList<T>(object key)
        where T : class => Find<KeptList>(key) is { } kept && time.GetElapsedTime(kept.Since) < options.ListsFor ? kept.List as T : null;

    // Whether a list is too old is asked of the verifier's clock; that it goes at all is left to the memory.
    public void KeepList(object key, object list, long bytes)
    {
        if (options.ListsFor > TimeSpan.Zero)
            Keep(key, new KeptList(list, time.GetTimestamp()), bytes, options.ListsFor);
    }

    public void Dispose() => _memory.Dispose();

    private sealed record KeptList(object List, long Since);
}

/// <summary>Whose repository: what is kept of it is for this reader only.</summary>
internal sealed record CacheScope(string Repository, string Reader);

/// <summary>All that a proven fact depends on besides the provider's code: the piece, and how it was attached, the subject, the trust.</summary>
internal sealed record FactKey(EvidenceId Piece, EvidenceLocation Location, Digest Subject, string Trust);
