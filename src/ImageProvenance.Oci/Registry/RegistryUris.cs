namespace ImageProvenance.Oci;

/// <summary>The addresses of a repository's content.</summary>
/// <remarks>OCI distribution-spec, "Endpoints". The parts are parsed values, so nothing in them could leave the path.</remarks>
internal sealed class RegistryUris(ImageReference image, bool plainHttp)
{
    private readonly string _repository =
        $"{(plainHttp ? "http" : "https")}://{image.Registry.ApiHost}/v2/{image.Repository}";

    public Uri Manifest(Digest digest) => new($"{_repository}/manifests/{digest}");

    public Uri Manifest(TagName tag) => new($"{_repository}/manifests/{tag}");

    public Uri Blob(Digest digest) => new($"{_repository}/blobs/{digest}");

    public Uri Referrers(Digest subject) => new($"{_repository}/referrers/{subject}");
}
