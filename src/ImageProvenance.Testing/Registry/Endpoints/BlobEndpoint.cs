namespace ImageProvenance.Testing;

/// <summary>Blobs by digest.</summary>
/// <remarks>OCI distribution-spec, "Pulling blobs", "Deleting Blobs".</remarks>
internal static class BlobEndpoint
{
    public static RegistryResponse Answer(EndpointContext context)
    {
        if (!Digest.TryParse(context.Route.Argument, out var digest))
            return RegistryErrors.DigestInvalid;
        if (context.Repository is not { } repository)
            return RegistryErrors.NameUnknown;
        if (repository.FindBlob(digest) is not { } blob)
            return RegistryErrors.BlobUnknown;

        switch (context.Request.Method)
        {
            case "GET" or "HEAD":
                return RegistryResponse.Content("application/octet-stream", blob).With("Docker-Content-Digest", digest.ToString());
            case "DELETE":
                repository.Blobs.Remove(digest);
                return new(202);
            default:
                return RegistryErrors.Unsupported;
        }
    }
}
