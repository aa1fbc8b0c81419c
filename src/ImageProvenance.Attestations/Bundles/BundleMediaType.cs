namespace ImageProvenance.Attestations;

/// <summary>The media types of bundles, which tell the version. They are compared exactly, not parsed.</summary>
/// <remarks>sigstore protobuf-specs, sigstore_bundle.proto, <c>media_type</c>. 0.3 was first spelled like its forerunners.</remarks>
internal static class BundleMediaType
{
    public static SigstoreBundleVersion VersionOf(string? mediaType) => mediaType switch
    {
        "application/vnd.dev.sigstore.bundle+json;version=0.1" => SigstoreBundleVersion.V01,
        "application/vnd.dev.sigstore.bundle+json;version=0.2" => SigstoreBundleVersion.V02,
        "application/vnd.dev.sigstore.bundle+json;version=0.3" or MediaTypes.SigstoreBundle => SigstoreBundleVersion.V03,
        _ => throw new MalformedContentException("unknown-bundle-version", "A Sigstore bundle has a media type that is not read.",
            "the media type of version 0.1, 0.2 or 0.3", mediaType ?? "none"),
    };
}
