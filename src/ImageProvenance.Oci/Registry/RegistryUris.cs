namespace ImageProvenance.Oci;

/// <summary>The addresses of a repository's content.</summary>
/// <remarks>OCI distribution-spec, "Endpoints". The parts are parsed values, so nothing in them could leave the path.</remarks>
internal sealed class RegistryUris(ImageReference image, bool plainHttp)
{
    private readonly string _repository = $"{Origin(image.Registry, plainHttp)}v2/{image.Repository}";

    /// <summary>The registry itself, without a path.</summary>
    public static Uri Origin(RegistryName registry, bool plainHttp) => new($"{(plainHttp ? "http" : "https")}://{registry.ApiHost}/");

    public Uri Manifest(Digest digest) => new($"{_repository}/manifests/{digest}");

    public Uri Manifest(TagName tag) => new($"{_repository}/manifests/{tag}");

    public Uri Blob(Digest digest) => new($"{_repository}/blobs/{digest}");

    public Uri Referrers(Digest subject) => new($"{_repository}/referrers/{subject}");
}
