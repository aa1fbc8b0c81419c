namespace ImageProvenance;

/// <summary>The part of the verifier's memory that belongs to one repository and one reader.</summary>
internal sealed class RepositoryCache(VerifierCache cache, CacheScope scope) : IContentCache
{
    // What an entry costs besides its bytes: key, digest, bookkeeping.
    private const int Entry = 512;

    // What an annotation costs besides its text, however short that is.
    private const int Annotation = 150;

    public KeptContent? FindContent(Digest digest) => cache.Find<KeptContent>(new ContentKey(scope, digest));

    public void Keep(KeptContent content) => cache.Keep(new ContentKey(scope, content.Content.Digest), content, Entry + content.Content.Memory.Length);

    public ReferrersList? FindReferrers(Digest subject) => cache.FindList<ReferrersList>(new ReferrersKey(scope, subject));

    public void KeepReferrers(Digest subject, ReferrersList list) => cache.KeepList(new ReferrersKey(scope, subject), list, Entry + list.Descriptors.Sum(SizeOf));

    public KeptTag? FindTag(TagName tag) => cache.FindList<KeptTag>(new TagKey(scope, tag));

    public void KeepTag(TagName tag, KeptTag kept) => cache.KeepList(new TagKey(scope, tag), kept, Entry + (kept.Content?.Content.Memory.Length ?? 0));

    private static long SizeOf(Descriptor descriptor) =>
        Entry + (descriptor.Data?.Length ?? 0) + descriptor.Annotations.Sum(annotation => Annotation + 2L * (annotation.Key.Length + annotation.Value.Length));

    private sealed record ContentKey(CacheScope Scope, Digest Digest);

    private sealed record ReferrersKey(CacheScope Scope, Digest Subject);

    private sealed record TagKey(CacheScope Scope, TagName Tag);
}
