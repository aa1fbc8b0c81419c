namespace ImageProvenance.Testing;

/// <summary>What one repository holds. Not thread-safe: the registry's lock is held around every use.</summary>
internal sealed class RepositoryContent
{
    private readonly Dictionary<Digest, ReadOnlyMemory<byte>> _lies = [];

    public OrderedDictionary<Digest, StoredManifest> Manifests { get; } = [];

    public Dictionary<Digest, ReadOnlyMemory<byte>> Blobs { get; } = [];

    public SortedDictionary<string, Digest> Tags { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, List<byte>> Uploads { get; } = [];

    public StoredManifest? FindManifest(string reference)
    {
        bool known = Digest.TryParse(reference, out var digest) || Tags.TryGetValue(reference, out digest);
        return !known || !Manifests.TryGetValue(digest, out var manifest) ? null
            : _lies.TryGetValue(digest, out var lie) ? manifest with { Bytes = lie }
            : manifest;
    }

    // No conditional expression: in one, null would become empty memory by way of a null array.
    public ReadOnlyMemory<byte>? FindBlob(Digest digest)
    {
        if (!Blobs.TryGetValue(digest, out var blob))
            return null;
        return _lies.TryGetValue(digest, out var lie) ? lie : blob;
    }

    public void Put(StoredManifest manifest, string? tag)
    {
        Manifests[manifest.Digest] = manifest;
        if (tag is not null)
            Tags[tag] = manifest.Digest;
    }

    public void RemoveManifest(Digest digest)
    {
        Manifests.Remove(digest);
        foreach (string tag in Tags.Where(t => t.Value == digest).Select(t => t.Key).ToList())
            Tags.Remove(tag);
    }

    public void Tamper(Digest digest, ReadOnlyMemory<byte> bytes)
    {
        if (!Manifests.ContainsKey(digest) && !Blobs.ContainsKey(digest))
            throw new ArgumentException($"The repository holds nothing of digest {digest}.", nameof(digest));
        _lies[digest] = bytes;
    }

    public IEnumerable<Descriptor> ReferrersOf(Digest subject) =>
        Manifests.Values.Where(manifest => manifest.Subject == subject).Select(manifest => manifest.Describe());
}
