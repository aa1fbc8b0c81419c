namespace ImageProvenance;

/// <summary>
/// What evidence is about: content, by its digests, and optionally the bytes. Immutable and thread-safe.
/// </summary>
public sealed class Subject
{
    private Subject(IReadOnlyList<Digest> digests, VerifiedBytes? content) => (Digests, Content) = (digests, content);

    /// <summary>The digests, never empty; the first is the one that the subject goes by.</summary>
    public IReadOnlyList<Digest> Digests { get; }

    /// <summary>The bytes, where they are at hand.</summary>
    public VerifiedBytes? Content { get; }

    /// <summary>The digest that the subject goes by.</summary>
    public Digest Digest => Digests[0];

    /// <summary>The subject of a digest.</summary>
    public static Subject Of(Digest digest) => digest == default
        ? throw new ArgumentException("default(Digest) names nothing.", nameof(digest))
        : new([digest], null);

    /// <summary>The subject of content that has been hashed.</summary>
    public static Subject Of(VerifiedBytes content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return new([content.Digest], content);
    }

    /// <summary>Whether a digest is one of the subject's.</summary>
    public bool Is(Digest digest) => Digests.Contains(digest);
}
