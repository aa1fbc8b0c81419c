namespace ImageProvenance.Testing;

/// <summary>The distribution protocol: one request in, one answer out, whichever way it came.</summary>
/// <remarks>OCI distribution-spec, "Endpoints".</remarks>
internal static class RegistryProtocol
{
    public static RegistryResponse Answer(EndpointContext context)
    {
        var endpoint = context.Route.Endpoint;
        if (endpoint is not (RegistryEndpoint.None or RegistryEndpoint.Base) && !RepositoryName.TryParse(context.Route.Repository, out _))
            return RegistryErrors.NameInvalid;

        return endpoint switch
        {
            RegistryEndpoint.Base => context.Request.IsRead ? RegistryResponse.Content("application/json", "{}"u8.ToArray()) : RegistryErrors.Unsupported,
            RegistryEndpoint.Manifest => ManifestEndpoint.Answer(context),
            RegistryEndpoint.Blob => BlobEndpoint.Answer(context),
            RegistryEndpoint.Upload => UploadEndpoint.Answer(context),
            RegistryEndpoint.Referrers => ReferrersEndpoint.Answer(context),
            RegistryEndpoint.Tags => TagsEndpoint.Answer(context),
            _ => RegistryErrors.NoSuchRoute,
        };
    }
}
