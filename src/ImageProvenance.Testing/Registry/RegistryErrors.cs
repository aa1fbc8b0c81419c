namespace ImageProvenance.Testing;

/// <summary>The errors that the registry answers with.</summary>
/// <remarks>OCI distribution-spec, "Error Codes".</remarks>
internal static class RegistryErrors
{
    public static RegistryResponse BlobUnknown { get; } = RegistryResponse.Error(404, "BLOB_UNKNOWN", "blob unknown to registry");

    public static RegistryResponse ManifestUnknown { get; } = RegistryResponse.Error(404, "MANIFEST_UNKNOWN", "manifest unknown");

    public static RegistryResponse NameUnknown { get; } = RegistryResponse.Error(404, "NAME_UNKNOWN", "repository name not known to registry");

    public static RegistryResponse NameInvalid { get; } = RegistryResponse.Error(400, "NAME_INVALID", "invalid repository name");

    public static RegistryResponse TagInvalid { get; } = RegistryResponse.Error(400, "TAG_INVALID", "manifest tag did not match URI");

    public static RegistryResponse DigestInvalid { get; } = RegistryResponse.Error(400, "DIGEST_INVALID", "provided digest did not match uploaded content");

    public static RegistryResponse ManifestInvalid { get; } = RegistryResponse.Error(400, "MANIFEST_INVALID", "manifest invalid");

    public static RegistryResponse UploadUnknown { get; } = RegistryResponse.Error(404, "BLOB_UPLOAD_UNKNOWN", "blob upload unknown to registry");

    public static RegistryResponse RangeInvalid { get; } = RegistryResponse.Error(416, "BLOB_UPLOAD_INVALID", "chunk does not start where the upload stands");

    public static RegistryResponse TooLarge { get; } = RegistryResponse.Error(413, "SIZE_INVALID", "content exceeds what this registry takes");

    public static RegistryResponse Unsupported { get; } = RegistryResponse.Error(405, "UNSUPPORTED", "the operation is unsupported");

    /// <summary>What servers that know no such route answer: plain text, no error of the specification.</summary>
    public static RegistryResponse NoSuchRoute { get; } = RegistryResponse.Content("text/plain; charset=utf-8", "404 page not found\n"u8.ToArray()) with { Status = 404 };
}
