namespace ImageProvenance.Testing;

// What tests put into the registry and take out of it without a request.
public sealed partial class InMemoryRegistry
{
    /// <summary>Pushes an image with everything that belongs to it.</summary>
    /// <param name="name">The repository and, after a colon, the tag: <c>acme/app:1</c>. Without one the tag is <c>latest</c>.</param>
    /// <param name="image">The image.</param>
    /// <exception cref="FormatException">The name has no such shape.</exception>
    public PushedImage Push(string name, TestImage image)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(image);
        var repository = RepositoryName.Parse(name.Split(':', 2)[0]);
        var tag = name.Split(':', 2) is [_, var text] ? TagName.Parse(text) : TagName.Latest;

        foreach (var blob in image.Blobs)
            PutBlob(repository.Value, blob.Bytes);
        foreach (var manifest in image.Manifests)
            PutManifest(repository.Value, manifest);
        PutManifest(repository.Value, image.Root, tag.Value);
        return new(this, repository, tag, image.Root.Descriptor);
    }

    /// <summary>Stores a manifest as it is, whatever it holds.</summary>
    public void PutManifest(string repository, TestContent manifest, string? tag = null)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        var stored = StoredManifest.Read(manifest.Digest, manifest.MediaType, manifest.Bytes);
        lock (_lock)
            _store.FindOrCreate(repository).Put(stored, tag);
    }

    /// <summary>Stores a blob under the digest that it has.</summary>
    public void PutBlob(string repository, ReadOnlyMemory<byte> content)
    {
        var digest = Digest.Of(content.Span);
        lock (_lock)
            _store.FindOrCreate(repository).Blobs[digest] = content;
    }

    /// <summary>Answers other bytes for a digest from now on, under the same name: the registry has been tampered with.</summary>
    /// <exception cref="ArgumentException">The repository holds nothing of that digest.</exception>
    public void Tamper(string repository, Digest digest, ReadOnlyMemory<byte> bytes)
    {
        lock (_lock)
            _store.FindOrCreate(repository).Tamper(digest, bytes);
    }

    /// <summary>The manifest behind a tag or a digest, or null.</summary>
    public TestContent? FindManifest(string repository, string reference)
    {
        lock (_lock)
            return _store.Find(repository)?.FindManifest(reference) is { } manifest ? new(manifest.MediaType, manifest.Bytes) : null;
    }

    /// <summary>Writes a repository as an OCI image layout, with its referrers and all tags, so that a layout and a registry can be compared.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="folder">The folder; it is created where it is missing.</param>
    /// <exception cref="ArgumentException">There is no such repository.</exception>
    public void SaveLayout(string repository, string folder)
    {
        lock (_lock)
            TestLayout.Write(_store.Find(repository) ?? throw new ArgumentException($"There is no repository '{repository}'.", nameof(repository)), folder);
    }

    internal void AddReferrer(string repository, Digest subject, TestContent manifest)
    {
        lock (_lock)
        {
            var content = _store.FindOrCreate(repository);
            content.Put(StoredManifest.Read(manifest.Digest, manifest.MediaType, manifest.Bytes), tag: null);
            if (!HasReferrersApi)
                ReferrersTag.Update(content, subject, ReferrersTagIsComplete);
        }
    }
}
