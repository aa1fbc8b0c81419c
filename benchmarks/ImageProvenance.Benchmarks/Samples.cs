using ImageProvenance.Policies;
using ImageProvenance.Signatures;

namespace ImageProvenance.Benchmarks;

/// <summary>The sample images of the repository, found from wherever the program is started.</summary>
internal static class Samples
{
    public const string ProvenanceType = "https://slsa.dev/provenance/v1";

    private static readonly string Folder = Find();

    public static string SignedLayout => Path.Combine(Folder, "signed");

    public static ImageLocation SignedImage => ImageLocation.Parse($"oci:{SignedLayout}");

    public static string KeyPem => File.ReadAllText(Path.Combine(Folder, "cosign.pub"));

    public static VerificationPolicy SignedBy(string pem) => VerificationPolicy.Require(image => image.SignedBy(signer => signer.Keys(PublicKey.FromPem(pem))));

    /// <summary>The report on the signed image. Not async: setups of the in-process toolchain are not awaited.</summary>
    public static ProvenanceReport Verify()
    {
        using var verifier = new ImageVerifier(new ImageVerifierOptions { Cache = CacheOptions.None });
        var report = verifier.VerifyAsync(new ImageRequest(SignedImage), SignedBy(KeyPem)).GetAwaiter().GetResult();
        report.EnsureAllowed();
        return report;
    }

    public static byte[] Blob(Digest digest) => File.ReadAllBytes(PathOf(digest));

    public static string PathOf(Digest digest) => Path.Combine(SignedLayout, "blobs", "sha256", digest.Hex);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Path.Combine(folder.FullName, "samples", "images") is var images && Directory.Exists(images))
                return images;
        throw new DirectoryNotFoundException("No folder above this program holds samples/images.");
    }
}
