namespace ImageProvenance.Oci;

/// <summary>The names of a layout's files. A blob's is made of a parsed digest only, so it cannot lead out of the layout.</summary>
/// <remarks>OCI image-spec, image-layout.md.</remarks>
internal static class LayoutFileNames
{
    public const string Marker = "oci-layout";
    public const string Index = "index.json";
    public const string Blobs = "blobs";

    /// <summary>The length of the longest name: a blob by its SHA-512.</summary>
    public const int MaxLength = 160;


    /// <summary>What <c>docker save</c> writes, alone where Docker is old.</summary>
    public const string DockerManifest = "manifest.json";

    public static IReadOnlyList<string> Algorithms { get; } = ["sha256", "sha512"];

    public static string Of(Digest digest) => $"{Blobs}/{digest.ToString().Replace(':', '/')}";
}
