namespace ImageProvenance.Testing;

/// <summary>A path taken apart: the endpoint, the repository and the last segment (tag, digest or upload).</summary>
internal readonly record struct RegistryRoute(RegistryEndpoint Endpoint, string Repository, string Argument)
{
    private const string Root = "/v2/";

    // A repository may have a component named as an endpoint is, so paths are read from their end.
    public static RegistryRoute Parse(string path)
    {
        if (path is "/v2" or Root)
            return new(RegistryEndpoint.Base, "", "");
        if (!path.StartsWith(Root, StringComparison.Ordinal))
            return default;

        return path[Root.Length..].Split('/') switch
        {
            [.. var name, "blobs", "uploads", var id] => new(RegistryEndpoint.Upload, string.Join('/', name), id),
            [.. var name, "blobs", "uploads"] => new(RegistryEndpoint.Upload, string.Join('/', name), ""),
            [.. var name, "manifests", var reference] => new(RegistryEndpoint.Manifest, string.Join('/', name), reference),
            [.. var name, "blobs", var digest] => new(RegistryEndpoint.Blob, string.Join('/', name), digest),
            [.. var name, "referrers", var digest] => new(RegistryEndpoint.Referrers, string.Join('/', name), digest),
            [.. var name, "tags", "list"] => new(RegistryEndpoint.Tags, string.Join('/', name), ""),
            _ => default,
        };
    }
}
