using System.Net;

namespace ImageProvenance.Oci;

/// <summary>
/// Reads a registry's list of referrers, page by page. Unfiltered: the artifact type that a list gives is lost or wrong
/// too often to leave anything out for it.
/// </summary>
/// <remarks>OCI distribution-spec, "Listing Referrers".</remarks>
internal sealed class ReferrersPages(RegistryFetcher fetcher, RegistryOptions options)
{
    public async Task<ReferrersList> ReadAsync(ImageReference image, Uri first, Limits limits, FetchBudget budget, CancellationToken cancellationToken)
    {
        var found = new List<Descriptor>();
        var seen = new HashSet<Uri>();
        var share = fetcher.ShareOf(budget);
        for (Uri? next = first; next is not null;)
        {
            if (!RedirectRule.IsSameOrigin(next, first) || seen.Contains(next))
                return new(found, new("invalid-page-link", "The registry's list of referrers goes on where it should not.", "a new page of the same registry", RemoteText.Clean(next.GetLeftPart(UriPartial.Path))));
            if (seen.Count == limits.Pages)
                return new(found, new("too-many-pages", "The list of referrers has more pages than are read.", $"at most {limits.Pages}", "more"));
            seen.Add(next);

            Page? page;
            try
            {
                page = await ReadPageAsync(image, next, limits.ManifestBytes, share, budget, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (seen.Count > 1 && FailureOf(e) is not null)
            {
                // What the first pages list is worth having; that there is more must not be forgotten.
                return new(found, FailureOf(e));
            }

            if (page is null)
                return seen.Count == 1 ? ReferrersList.Empty : new(found, new("server-error", "The registry's list of referrers breaks off.", "another page", "none"));
            found.AddRange(page.Descriptors);
            if (found.Count > limits.Referrers)
                return new(found[..limits.Referrers], TooMany(limits));
            next = page.Next;
        }

        return new(found);
    }

    /// <summary>Why a list of referrers of any place is not read to its end.</summary>
    public static Failure TooMany(Limits limits) =>
        new("too-many-referrers", "More manifests refer to the subject than are read.", $"at most {limits.Referrers}", "more");

    /// <summary>Reads a page; null where the registry has no such list.</summary>
    private Task<Page?> ReadPageAsync(ImageReference image, Uri uri, int maxBytes, TimeShare share, FetchBudget budget, CancellationToken cancellationToken) =>
        fetcher.FetchAsync(new(image, uri, [MediaTypes.OciIndex], StaysHome: true), async (_, answer, token) =>
        {
            if (IsUnsupported(answer))
                return null;
            if (answer.Status != HttpStatusCode.OK)
                throw await RegistryErrors.ReadAsync(answer, $"the referrers of {image.Name}", image.Registry, options, budget, token).ConfigureAwait(false);

            byte[] body = await BodyReader.ReadAsync(answer.Response, maxBytes, budget, token).ConfigureAwait(false);
            return ManifestDocument.Parse(VerifiedBytes.Hash(body), MediaTypes.OciIndex) is ImageIndex index
                ? new Page(index.Manifests, LinkHeader.Next(answer.Response, uri))
                : null;
        }, share, budget, cancellationToken);

    // What registries answer in place of 404: 400, 406, pages of HTML; GHCR leads to github.com.
    private static bool IsUnsupported(RegistryAnswer answer) => answer.Status switch
    {
        HttpStatusCode.NotFound or HttpStatusCode.BadRequest or HttpStatusCode.MethodNotAllowed
            or HttpStatusCode.NotAcceptable or HttpStatusCode.NotImplemented => true,
        HttpStatusCode.OK => answer.Response.Content.Headers.ContentType?.MediaType != MediaTypes.OciIndex,
        _ => RedirectRule.IsRedirect(answer.Status),
    };

    private static Failure? FailureOf(Exception e) => e switch
    {
        SourceException source => source.Failure,
        MalformedContentException malformed => malformed.Failure,
        _ => null,
    };

    private sealed record Page(IReadOnlyList<Descriptor> Descriptors, Uri? Next);
}
