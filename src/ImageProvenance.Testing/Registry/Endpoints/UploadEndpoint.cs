namespace ImageProvenance.Testing;

/// <summary>Uploads of blobs: in one request, in two, in chunks, or mounted from another repository.</summary>
/// <remarks>OCI distribution-spec, "Pushing blobs", "Pushing a blob in chunks", "Mounting a blob from another repository".</remarks>
internal static class UploadEndpoint
{
    public static RegistryResponse Answer(EndpointContext context)
    {
        if (context.Route.Argument.Length == 0)
            return context.Request.Method == "POST" ? Start(context) : RegistryErrors.Unsupported;
        if (context.Repository?.Uploads.TryGetValue(context.Route.Argument, out var received) is not true)
            return RegistryErrors.UploadUnknown;

        switch (context.Request.Method)
        {
            case "GET":
                return Progress(204, context, context.Route.Argument, received!.Count);
            case "PATCH":
                return Append(context, received!) ?? Progress(202, context, context.Route.Argument, received!.Count);
            case "PUT":
                return Append(context, received!) ?? Finish(context, received!);
            case "DELETE":
                context.Repository.Uploads.Remove(context.Route.Argument);
                return new(204);
            default:
                return RegistryErrors.Unsupported;
        }
    }

    private static RegistryResponse Start(EndpointContext context)
    {
        if (context.Request.QueryValue("digest") is { } digest)
            return context.Request.Body.Length > context.Registry.MaxBlobBytes ? RegistryErrors.TooLarge : Store(context, digest, context.Request.Body);

        // A mount that cannot be done becomes an ordinary upload, as the specification asks.
        if (Digest.TryParse(context.Request.QueryValue("mount"), out var mounted)
            && context.Request.QueryValue("from") is { } from
            && context.Store.Find(from)?.FindBlob(mounted) is { } blob)
            return Store(context, mounted.ToString(), blob);

        string id = Guid.NewGuid().ToString("N");
        context.RepositoryForPush.Uploads[id] = [];
        return Progress(202, context, id, 0);
    }

    private static RegistryResponse? Append(EndpointContext context, List<byte> received)
    {
        var chunk = context.Request.Body;
        if (context.Request.Header("Content-Range") is { } range && chunk.Length > 0
            && !(long.TryParse(range.Replace("bytes ", "", StringComparison.Ordinal).Split('-')[0], out long start) && start == received.Count))
            return RegistryErrors.RangeInvalid;
        if ((long)received.Count + chunk.Length > context.Registry.MaxBlobBytes)
            return RegistryErrors.TooLarge;
        received.AddRange(chunk.Span);
        return null;
    }

    private static RegistryResponse Finish(EndpointContext context, List<byte> received)
    {
        context.Repository!.Uploads.Remove(context.Route.Argument);
        return Store(context, context.Request.QueryValue("digest"), received.ToArray());
    }

    private static RegistryResponse Store(EndpointContext context, string? digestText, ReadOnlyMemory<byte> content)
    {
        if (!Digest.TryParse(digestText, out var digest) || !digest.Matches(content.Span))
            return RegistryErrors.DigestInvalid;
        context.RepositoryForPush.Blobs[digest] = content;
        return new RegistryResponse(201)
            .With("Location", context.PathOf($"blobs/{digest}"))
            .With("Docker-Content-Digest", digest.ToString());
    }

    private static RegistryResponse Progress(int status, EndpointContext context, string id, int length) => new RegistryResponse(status)
        .With("Location", context.PathOf($"blobs/uploads/{id}"))
        .With("Range", $"0-{Math.Max(0, length - 1)}")
        .With("Docker-Upload-UUID", id);
}
