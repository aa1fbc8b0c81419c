namespace ImageProvenance.Oci;

/// <summary>A blob that a layout holds, by the digest that its name claims.</summary>
internal readonly record struct LayoutBlob(Digest Digest, long Size);

/// <summary>The files of a layout, wherever they lie. Names use <c>/</c>. Only regular files are read; links are refused.</summary>
/// <remarks>Every method throws <see cref="SourceException"/> (<see cref="SourceErrorKind.Disk"/>) where a file cannot be read.</remarks>
internal interface ILayoutFiles
{
    /// <summary>The layout for messages.</summary>
    string Place { get; }

    /// <summary>Refuses what is no place for a layout at all.</summary>
    /// <exception cref="ImageLocationException">There is no such folder or archive.</exception>
    ValueTask OpenAsync(CancellationToken cancellationToken);

    /// <summary>Whether there is such a file.</summary>
    ValueTask<bool> HasAsync(string name, CancellationToken cancellationToken);

    /// <summary>Reads a file; null if there is none.</summary>
    /// <exception cref="MalformedContentException">It is larger than the cap (<c>too-large</c>), or a link (<c>unsafe-link</c>).</exception>
    ValueTask<byte[]?> FindAsync(string name, int maxBytes, FetchBudget budget, CancellationToken cancellationToken);

    /// <summary>The first byte of a file; null if it is empty or there is none.</summary>
    ValueTask<byte?> PeekAsync(string name, CancellationToken cancellationToken);

    /// <summary>The blobs, ordered by digest; at most one more than asked for.</summary>
    ValueTask<IReadOnlyList<LayoutBlob>> ListBlobsAsync(int max, CancellationToken cancellationToken);
}
