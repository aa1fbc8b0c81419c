namespace ImageProvenance.Testing;

/// <summary>Manifests by tag and by digest.</summary>
/// <remarks>
/// OCI distribution-spec, "Pulling manifests", "Pushing Manifests", "Pushing Manifests with Subject". Whether the blobs
/// that a manifest names are there is not asked, which the specification leaves open: fixtures stay small.
/// </remarks>
internal static class ManifestEndpoint
{
    public static RegistryResponse Answer(EndpointContext context) => context.Request.Method switch
    {
        "GET" or "HEAD" => Get(context),
        "PUT" => Put(context),
        "DELETE" => Delete(context),
        _ => RegistryErrors.Unsupported,
    };

    private static RegistryResponse Get(EndpointContext context)
    {
        if (context.Repository is not { } repository)
            return RegistryErrors.NameUnknown;
        return repository.FindManifest(context.Route.Argument) is { } manifest
            ? RegistryResponse.Content(manifest.MediaType, manifest.Bytes).With("Docker-Content-Digest", manifest.Digest.ToString())
            : RegistryErrors.ManifestUnknown;
    }

    private static RegistryResponse Put(EndpointContext context)
    {
        var body = context.Request.Body;
        if (body.Length > context.Registry.MaxManifestBytes)
            return RegistryErrors.TooLarge;
        if (!StoredManifest.IsJsonObject(body))
            return RegistryErrors.ManifestInvalid;

        string reference = context.Route.Argument;
        bool byDigest = reference.Contains(':');
        if (!byDigest && !TagName.TryParse(reference, out _))
            return RegistryErrors.TagInvalid;
        if (byDigest && !(Digest.TryParse(reference, out var asked) && asked.Matches(body.Span)))
            return RegistryErrors.DigestInvalid;

        var digest = byDigest ? Digest.Parse(reference) : Digest.Of(body.Span);
        string? mediaType = context.Request.Header("Content-Type")?.Split(';')[0].Trim();
        var manifest = StoredManifest.Read(digest, string.IsNullOrEmpty(mediaType) ? null : mediaType, body);
        context.RepositoryForPush.Put(manifest, byDigest ? null : reference);

        var created = new RegistryResponse(201)
            .With("Location", context.PathOf($"manifests/{digest}"))
            .With("Docker-Content-Digest", digest.ToString());
        // The header tells a client that the registry lists the referrer, so that it need not write the referrers tag.
        return context.Registry.HasReferrersApi && manifest.Subject is { } subject ? created.With("OCI-Subject", subject.ToString()) : created;
    }

    private static RegistryResponse Delete(EndpointContext context)
    {
        if (context.Repository is not { } repository)
            return RegistryErrors.NameUnknown;
        if (repository.FindManifest(context.Route.Argument) is not { } manifest)
            return RegistryErrors.ManifestUnknown;
        if (context.Route.Argument.Contains(':'))
            repository.RemoveManifest(manifest.Digest);
        else
            repository.Tags.Remove(context.Route.Argument);
        return new(202);
    }
}
