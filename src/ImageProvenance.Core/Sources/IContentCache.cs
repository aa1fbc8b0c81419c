namespace ImageProvenance;

/// <summary>
/// Keeps what was read of one repository, as one caller sees it, for later verifications: content that its digest has
/// proven, which never changes, and lists of evidence, for seconds. What the image's own tag points to is never kept.
/// It may forget anything at any time. Implementations are thread-safe.
/// </summary>
public interface IContentCache
{
    /// <summary>Content that was kept by its digest; null if there is none.</summary>
    KeptContent? FindContent(Digest digest);

    /// <summary>Keeps content.</summary>
    void Keep(KeptContent content);

    /// <summary>The referrers of a subject that were listed a little earlier; null if that is not known any more.</summary>
    ReferrersList? FindReferrers(Digest subject);

    /// <summary>Keeps a whole list of referrers for a short time; an empty one too.</summary>
    void KeepReferrers(Digest subject, ReferrersList list);

    /// <summary>What was behind a tag of evidence a little earlier; null if that is not known any more.</summary>
    KeptTag? FindTag(TagName tag);

    /// <summary>Keeps what is behind a tag of evidence for a short time; that there was nothing, too.</summary>
    void KeepTag(TagName tag, KeptTag kept);
}

/// <summary>Content that was kept: its bytes, hashed, and the media type that it was served with.</summary>
/// <param name="Content">The bytes.</param>
/// <param name="MediaType">The media type, or null.</param>
public sealed record KeptContent(VerifiedBytes Content, string? MediaType);

/// <summary>What was behind a tag.</summary>
/// <param name="Content">The manifest or index; null where there was no such tag.</param>
public sealed record KeptTag(KeptContent? Content);
