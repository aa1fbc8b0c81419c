using ImageProvenance.Attestations;
using ImageProvenance.Testing;

namespace ImageProvenance.Policies.Tests;

/// <summary>Results of the check of an image against the provenance in its index.</summary>
internal static class Consistency
{
    public static PlatformConsistency OfTrueProvenance() => Of(TestImage.FromScratch().WithBuildKitProvenance());

    public static PlatformConsistency OfNoProvenance() => Of(TestImage.FromScratch(new Platform("linux", "amd64"), new Platform("linux", "arm64")));

    /// <summary>The result of the check for one platform of an image.</summary>
    public static PlatformConsistency Of(TestImage image)
    {
        var platform = new Platform("linux", "amd64");
        var manifestContent = image.PlatformManifests[platform];
        var manifest = (ImageManifest)ManifestDocument.Parse(VerifiedBytes.Hash(manifestContent.Bytes));
        var config = ImageConfig.Parse(VerifiedBytes.Hash(image.Blobs.Single(blob => blob.Digest == manifest.Config.Digest).Bytes));
        var pinned = PinnedImage.From(ImageLocation.Parse($"{Some.Name}:1"), image.Root.Bytes, null);
        var found = new PlatformImage(platform, ((ImageIndex)pinned.Document).Manifests.Single(child => child.Digest == manifest.Digest)) { Manifest = manifest, Config = config };

        var evidence = new List<Evidence>();
        if (image.AttestationManifests.TryGetValue(platform, out var attestation))
        {
            var carrier = (ImageManifest)ManifestDocument.Parse(VerifiedBytes.Hash(attestation.Bytes));
            var statement = image.Blobs.Single(blob => blob.Digest == carrier.Layers[0].Digest);
            evidence.AddRange(EvidenceReader.Read(new(manifest.Digest, carrier.Digest, EvidenceLocation.Index, "the index") { Carrier = carrier, Content = VerifiedBytes.Hash(statement.Bytes) }));
        }

        return new(found, ImageConsistency.Check(pinned, found, evidence));
    }
}
