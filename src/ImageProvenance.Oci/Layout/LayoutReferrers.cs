namespace ImageProvenance.Oci;

/// <summary>
/// Who refers to whom in a layout, found by opening its manifests: there is no list. All of <c>blobs/</c> is searched,
/// since <c>cosign save</c> leaves Sigstore bundles nowhere else. Immutable.
/// </summary>
internal sealed class LayoutReferrers
{
    // A file up to this many bytes is read as soon as it could be looked into.
    private const int PeekFrom = 64 << 10;

    private readonly ILookup<Digest, Descriptor> _bySubject;
    private readonly IReadOnlyList<Descriptor> _damaged;
    private readonly Failure? _cut;

    private LayoutReferrers(IEnumerable<(Digest Subject, Descriptor Referrer)> found, IReadOnlyList<Descriptor> damaged, Failure? cut)
    {
        _bySubject = found.ToLookup(pair => pair.Subject, pair => pair.Referrer);
        _damaged = damaged;
        _cut = cut;
    }

    public ReferrersList Of(Digest subject, Limits limits)
    {
        // A damaged blob may have referred to anything: whoever opens it as a referrer finds that it does not hash.
        Descriptor[] referrers = [.. _bySubject[subject], .. _damaged];
        return referrers.Length > limits.Referrers
            ? new(referrers[..limits.Referrers], ReferrersPages.TooMany(limits))
            : new(referrers, _cut);
    }

    public static async Task<LayoutReferrers> SearchAsync(ILayoutFiles files, Limits limits, FetchBudget budget, CancellationToken cancellationToken)
    {
        var found = new List<(Digest, Descriptor)>();
        var damaged = new List<Descriptor>();
        Failure? unread = null;
        var blobs = await files.ListBlobsAsync(limits.LayoutManifests, cancellationToken).ConfigureAwait(false);
        foreach (var blob in blobs.Take(limits.LayoutManifests))
        {
            if (blob.Size > limits.ManifestBytes)
                continue;
            var (document, isDamaged, failure) = await TryOpenAsync(files, blob, limits, budget, cancellationToken).ConfigureAwait(false);
            unread ??= failure;

            // Annotations are a hint that nobody here needs: kept of all manifests of a layout, they could take gigabytes.
            if (document?.Subject is { } subject)
                found.Add((subject.Digest, new(document.MediaType, blob.Digest, blob.Size) { ArtifactType = document.ArtifactType }));
            else if (isDamaged)
                damaged.Add(new(MediaTypes.OciManifest, blob.Digest, blob.Size));
        }

        var cut = blobs.Count <= limits.LayoutManifests ? unread
            : new Failure("too-many-manifests", $"'{files.Place}' holds more blobs than are searched for evidence.", $"at most {limits.LayoutManifests}", "more");
        return new(found, damaged, cut);
    }

    // What cannot be read may refer to anything; the rest of the layout is worth having all the same.
    private static async Task<Opened> TryOpenAsync(ILayoutFiles files, LayoutBlob blob, Limits limits, FetchBudget budget, CancellationToken cancellationToken)
    {
        try
        {
            return await OpenAsync(files, blob, limits, budget, cancellationToken).ConfigureAwait(false);
        }
        catch (SourceException e)
        {
            return new(null, false, e.Failure);
        }
        catch (MalformedContentException e)
        {
            return new(null, false, e.Failure);
        }
    }

    // A referrer is not hashed here: whoever uses it fetches it by the digest that its name claims, and finds out then. What
    // is small and reads as no manifest is: it may have been one before somebody changed it.
    private static async Task<Opened> OpenAsync(ILayoutFiles files, LayoutBlob blob, Limits limits, FetchBudget budget, CancellationToken cancellationToken)
    {
        string name = LayoutFileNames.Of(blob.Digest);
        if (blob.Size > PeekFrom && await files.PeekAsync(name, cancellationToken).ConfigureAwait(false) is { } first && first != (byte)'{')
            return new(null, false);
        byte[] bytes = await files.FindAsync(name, limits.ManifestBytes, budget, cancellationToken).ConfigureAwait(false)
            ?? throw new SourceException(SourceErrorKind.Disk, $"'{name}' in {files.Place} was gone when it was searched for evidence.", "a file", "none");

        // Statements have subjects too; without a schema version it is no manifest, and need not fail as one.
        if (bytes is not [(byte)'{', ..] || bytes.AsSpan().IndexOf("\"subject\""u8) < 0 || bytes.AsSpan().IndexOf("\"schemaVersion\""u8) < 0)
            return new(null, IsDamaged(blob, bytes));
        try
        {
            return new(ManifestDocument.Parse(VerifiedBytes.Hash(bytes)), false);
        }
        catch (MalformedContentException)
        {
            // Most of what lies here is no manifest, and is not meant to be one.
            return new(null, IsDamaged(blob, bytes));
        }
    }

    private static bool IsDamaged(LayoutBlob blob, byte[] bytes) => bytes.Length <= PeekFrom && !blob.Digest.Matches(bytes);

    private readonly record struct Opened(ManifestDocument? Document, bool IsDamaged, Failure? Failure = null);
}
