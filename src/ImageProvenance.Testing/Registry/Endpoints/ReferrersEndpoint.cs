namespace ImageProvenance.Testing;

/// <summary>The referrers API: the manifests whose subject is a digest, filtered and in pages.</summary>
/// <remarks>OCI distribution-spec, "Listing Referrers".</remarks>
internal static class ReferrersEndpoint
{
    public static RegistryResponse Answer(EndpointContext context)
    {
        if (!context.Registry.HasReferrersApi)
            return RegistryErrors.NoSuchRoute;
        if (!context.Request.IsRead)
            return RegistryErrors.Unsupported;
        if (!Digest.TryParse(context.Route.Argument, out var subject))
            return RegistryErrors.DigestInvalid;
        if (context.Repository is not { } repository)
            return RegistryErrors.NameUnknown;

        string? artifactType = context.Request.QueryValue("artifactType");
        var referrers = repository.ReferrersOf(subject)
            .Where(referrer => string.IsNullOrEmpty(artifactType) || referrer.ArtifactType == artifactType)
            .ToList();
        var page = Page.Of(referrers, referrer => referrer.Digest.ToString(), context.Request.QueryValue("last"), context.Registry.ReferrersPageSize);

        var response = RegistryResponse.Content(MediaTypes.OciIndex, ManifestJson.WriteIndex(page.Items));
        if (page.Last is { } last)
        {
            string filter = string.IsNullOrEmpty(artifactType) ? "" : $"artifactType={Uri.EscapeDataString(artifactType)}&";
            response = response.With("Link", $"<{context.PathOf($"referrers/{subject}")}?{filter}last={Uri.EscapeDataString(last)}>; rel=\"next\"");
        }

        return string.IsNullOrEmpty(artifactType) ? response : response.With("OCI-Filters-Applied", "artifactType");
    }
}
