using System.Collections.Concurrent;

namespace ImageProvenance;

/// <summary>
/// Reads the content of one image from its source: everything that leaves it has been bounded and hashed. Content by
/// digest is fetched once, however many ask for it, and not at all where a cache has it. Belongs to one verification;
/// thread-safe.
/// </summary>
public sealed class ImageContentReader : IDisposable
{
    private readonly IImageSource _source;
    private readonly ImageLocation _location;
    private readonly SemaphoreSlim _gate;
    private readonly IContentCache? _cache;
    private readonly KeptLists _lists;
    private readonly ConcurrentBag<ImageContentReader> _beside = [];

    // Fetches that several wait for belong to the reader: whoever gives up ends his own wait, and nobody else's.
    private readonly CancellationTokenSource _lifetime;

    // Kept by what was proven (digest, size), never by what some descriptor claims besides: a wrong claim about good
    // content fails alone, and does not spoil the content for a right one.
    private readonly ConcurrentDictionary<Digest, Lazy<Task<KeptContent>>> _manifests = new();
    private readonly ConcurrentDictionary<(Digest Digest, string MediaType), Lazy<ManifestDocument>> _documents = new();
    private readonly ConcurrentDictionary<(Digest Digest, long Size), Lazy<Task<VerifiedBytes>>> _blobs = new();

    /// <summary>Creates a reader of one image.</summary>
    /// <param name="source">Where the image is.</param>
    /// <param name="location">Which image.</param>
    /// <param name="limits">The caps.</param>
    /// <param name="budget">What may be fetched.</param>
    /// <param name="cache">What earlier readers kept of the same repository as the same caller sees it; null for nothing.</param>
    public ImageContentReader(IImageSource source, ImageLocation location, Limits limits, FetchBudget budget, IContentCache? cache = null)
    {
        ArgumentNullException.ThrowIfNull(limits);
        (_source, _location, Limits, Budget, _cache) = (source, location, limits, budget, cache);
        (_gate, _lifetime, _lists) = (new(limits.ParallelRequests), new(), new());
    }

    private ImageContentReader(IImageSource source, ImageLocation location, IContentCache? cache, ImageContentReader beside)
    {
        (_source, _location, Limits, Budget, _cache) = (source, location, beside.Limits, beside.Budget, cache);
        (_gate, _lifetime, _lists) = (new(beside.Limits.ParallelRequests), beside._lifetime, beside._lists);
    }

    /// <summary>The place that is read, as it was named.</summary>
    public ImageLocation Location => _location;

    /// <summary>The caps that are kept.</summary>
    public Limits Limits { get; }

    /// <summary>What has been fetched.</summary>
    public FetchBudget Budget { get; }

    /// <summary>Whether a list of evidence was one that an earlier reader kept: what has been attached since is missing in it. Of this place, and of those beside it.</summary>
    public bool HasUsedKeptLists => _lists.HasUsedKept;

    /// <summary>Looks for evidence anew from now on: no list that was kept is used any more.</summary>
    public void RenewLists()
    {
        _lists.Renew();
        Budget.RenewOpened();
        foreach (var reader in _beside.Prepend(this))
        {
            Forget(reader._manifests);
            Forget(reader._blobs);
        }
    }

    /// <summary>A reader of another place for the same verification: it shares this one's caps and budget, and ends with it. Its requests in flight are its own, so that a slow place holds up no other.</summary>
    public ImageContentReader Beside(IImageSource source, ImageLocation location, IContentCache? cache = null)
    {
        var reader = new ImageContentReader(source, location, cache, this);
        _beside.Add(reader);
        return reader;
    }

    /// <summary>Resolves the location once: the bytes that came back decide the digest. A digest that is kept is not asked for.</summary>
    /// <exception cref="SourceException">The place could not be read.</exception>
    /// <exception cref="MalformedContentException">What it holds is malformed, too large or not what was asked for.</exception>
    /// <exception cref="ImageLocationException">The location names nothing that could be judged.</exception>
    public async Task<PinnedImage> ResolveAsync(CancellationToken cancellationToken)
    {
        var fetched = _location.Digest is { } named && _cache?.FindContent(named) is { } kept
            ? new FetchedContent(kept.Content.Memory, kept.MediaType)
            : await Gated(() => _source.ResolveAsync(_location, Limits.ManifestBytes, Budget, cancellationToken), cancellationToken).ConfigureAwait(false);
        CheckServedSize(fetched.Bytes, Limits.ManifestBytes);
        Budget.ChargeManifest(fetched.Bytes.Length);
        var image = PinnedImage.From(_location, fetched.Bytes, fetched.ClaimedDigest, fetched.MediaType);
        _cache?.Keep(new(image.Document.Content, fetched.MediaType));
        _manifests.TryAdd(image.Digest, new(Task.FromResult(new KeptContent(image.Document.Content, fetched.MediaType))));
        _documents.TryAdd((image.Digest, image.Document.MediaType), new(image.Document));
        return image;
    }

    /// <summary>Fetches a manifest or index by its descriptor, whose size and media type it must have.</summary>
    /// <exception cref="SourceException">The place could not be read.</exception>
    /// <exception cref="MalformedContentException">The content is malformed, too large, or not what the descriptor says.</exception>
    public async Task<ManifestDocument> GetManifestAsync(Descriptor descriptor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        CheckDeclaredSize(descriptor, Limits.ManifestBytes);
        var served = await _manifests.GetOrAdd(descriptor.Digest, static (digest, self) =>
            new(() => self.FetchManifestAsync(digest, self._lifetime.Token)), this).Value.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (served.Content.Memory.Length != descriptor.Size)
            throw new MalformedContentException("size-mismatch", $"Manifest {descriptor.Digest} has another size than its descriptor says.", $"{descriptor.Size} bytes", $"{served.Content.Memory.Length} bytes");
        CheckServedType(served.MediaType, descriptor);
        return _documents.GetOrAdd((descriptor.Digest, descriptor.MediaType), static (key, read) =>
            new(() => read.Reader.Read(read.Served, key.MediaType)), (Reader: this, Served: served)).Value;
    }

    /// <summary>Fetches a blob by its descriptor, whose size it must have.</summary>
    /// <param name="blob">The descriptor; content that it embeds is used without asking the place.</param>
    /// <param name="maxBytes">The cap on the blob's size, checked against the descriptor before anything is fetched.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="SourceException">The place could not be read.</exception>
    /// <exception cref="MalformedContentException">The content is too large, or not what the descriptor says.</exception>
    public async Task<VerifiedBytes> GetBlobAsync(Descriptor blob, int maxBytes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(blob);
        CheckDeclaredSize(blob, maxBytes);
        if (blob.Data is { } embedded)
            return VerifiedBytes.Hash(embedded, blob);
        return await _blobs.GetOrAdd((blob.Digest, blob.Size), static (_, self) =>
            new(() => self.Reader.FetchBlobAsync(self.Blob, self.MaxBytes, self.Reader._lifetime.Token)),
            (Reader: this, Blob: blob, MaxBytes: maxBytes)).Value.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Fetches what a tag beside the image names, hashed and named by its hash; null if there is no such tag.</summary>
    /// <exception cref="SourceException">The place could not be read.</exception>
    /// <exception cref="MalformedContentException">The content is malformed or too large.</exception>
    public async Task<ManifestDocument?> FindTagAsync(TagName tag, CancellationToken cancellationToken)
    {
        if (_lists.MayBeUsed && _cache?.FindTag(tag) is { } kept)
        {
            _lists.HasUsedKept = true;
            if (kept.Content is not { } content)
                return null;
            Budget.ChargeManifest(content.Content.Memory.Length);
            return ManifestDocument.Parse(content.Content, content.MediaType);
        }

        var fetched = await Gated(() => _source.FindTagAsync(_location, tag, Limits.ManifestBytes, Budget, cancellationToken), cancellationToken).ConfigureAwait(false);
        if (fetched is null)
        {
            _cache?.KeepTag(tag, new(null));
            return null;
        }

        CheckServedSize(fetched.Bytes, Limits.ManifestBytes);
        Budget.ChargeManifest(fetched.Bytes.Length);
        var document = ManifestDocument.Parse(HashAs(fetched.Bytes, fetched.ClaimedDigest), fetched.MediaType);
        _cache?.KeepTag(tag, new(new KeptContent(document.Content, fetched.MediaType)));
        return document;
    }

    /// <summary>Lists what the place says refers to a subject.</summary>
    /// <exception cref="SourceException">The place could not be read.</exception>
    /// <exception cref="MalformedContentException">The list is malformed or too large.</exception>
    public async Task<ReferrersList> GetReferrersAsync(Digest subject, CancellationToken cancellationToken)
    {
        if (_lists.MayBeUsed && _cache?.FindReferrers(subject) is { } kept)
        {
            _lists.HasUsedKept = true;
            return kept;
        }

        var list = await Gated(() => _source.GetReferrersAsync(_location, subject, Limits, Budget, cancellationToken), cancellationToken).ConfigureAwait(false);
        if (list.Cut is null)
            _cache?.KeepReferrers(subject, list);
        return list;
    }

    /// <summary>Ends the reader and what it still fetches; nothing may be read through it any more.</summary>
    /// <remarks>Without wait handles and timers, neither gate nor token source holds anything that must be freed; fetches that end now still use them.</remarks>
    public void Dispose() => _lifetime.Cancel();

    private async Task<KeptContent> FetchManifestAsync(Digest digest, CancellationToken cancellationToken)
    {
        if (_cache?.FindContent(digest) is { } kept)
            return kept;
        var fetched = await Gated(() => _source.GetManifestAsync(_location, digest, Limits.ManifestBytes, Budget, cancellationToken), cancellationToken).ConfigureAwait(false);
        return new(VerifiedBytes.Hash(fetched.Bytes, digest), fetched.MediaType);
    }

    // What was served wrongly once may be served rightly the next time, so only what could be read is kept. Charged is each
    // reading: one content can be listed under several media types.
    private ManifestDocument Read(KeptContent served, string mediaType)
    {
        Budget.ChargeManifest(served.Content.Memory.Length);
        var document = ManifestDocument.Parse(served.Content, mediaType);
        _cache?.Keep(served);
        return document;
    }

    private async Task<VerifiedBytes> FetchBlobAsync(Descriptor blob, int maxBytes, CancellationToken cancellationToken)
    {
        if (_cache?.FindContent(blob.Digest) is { } kept && kept.Content.Memory.Length == blob.Size)
            return kept.Content;
        var fetched = await Gated(() => _source.GetBlobAsync(_location, blob, maxBytes, Budget, cancellationToken), cancellationToken).ConfigureAwait(false);
        var content = VerifiedBytes.Hash(fetched.Bytes, blob);
        _cache?.Keep(new(content, null));
        return content;
    }

    private async Task<T> Gated<T>(Func<ValueTask<T>> fetch, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await fetch().ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    private static VerifiedBytes HashAs(ReadOnlyMemory<byte> bytes, Digest? claimed) =>
        claimed is { } digest ? VerifiedBytes.Hash(bytes, digest) : VerifiedBytes.Hash(bytes);

    private static void CheckDeclaredSize(Descriptor descriptor, int maxBytes)
    {
        if (descriptor.Size > maxBytes)
            throw new MalformedContentException("too-large", $"Content {descriptor.Digest} is declared larger than is read.", $"at most {maxBytes} bytes", $"{descriptor.Size} bytes");
    }

    // Content with a descriptor has its exact size; for the rest a source's word that it kept the cap is not enough.
    private static void CheckServedSize(ReadOnlyMemory<byte> bytes, int maxBytes)
    {
        if (bytes.Length > maxBytes)
            throw new MalformedContentException("too-large", "A place served more than is read.", $"at most {maxBytes} bytes", $"{bytes.Length} bytes");
    }

    private static void CheckServedType(string? served, Descriptor descriptor)
    {
        if (served is not null && served != descriptor.MediaType && (MediaTypes.IsIndex(served) || MediaTypes.IsManifest(served)))
            throw new MalformedContentException("invalid-manifest", $"Manifest {descriptor.Digest} was served as another media type than its descriptor says.", descriptor.MediaType, served);
    }

    // What was listed and not there a moment ago may be there now; within one look it is asked for once.
    private static void Forget<TKey, T>(ConcurrentDictionary<TKey, Lazy<Task<T>>> fetches)
        where TKey : notnull
    {
        foreach (var fetch in fetches.Where(fetch => fetch.Value is { IsValueCreated: true, Value.IsFaulted: true }))
            fetches.TryRemove(fetch);
    }

    /// <summary>Whether lists that were kept may be used, and whether one was: the same for all places of a verification.</summary>
    private sealed class KeptLists
    {
        private volatile bool _mayBeUsed = true;
        private volatile bool _hasUsedKept;

        public bool MayBeUsed => _mayBeUsed;

        public bool HasUsedKept { get => _hasUsedKept; set => _hasUsedKept = value; }

        public void Renew() => (_mayBeUsed, _hasUsedKept) = (false, false);
    }
}
