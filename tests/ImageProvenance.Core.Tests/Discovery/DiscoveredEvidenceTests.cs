namespace ImageProvenance.Core.Tests;

public sealed class DiscoveredEvidenceTests
{
    private static readonly ImageManifest Carrier = (ImageManifest)ManifestDocument.Parse(VerifiedBytes.Hash(ManifestJson.Manifest()));

    [TestCase(0, true)]
    [TestCase(1, false)]
    public void The_layer_is_the_carriers_at_its_index(int layerIndex, bool exists)
    {
        var evidence = new DiscoveredEvidence(Some.Sha256, Carrier.Digest, EvidenceLocation.Referrer, "referrers") { Carrier = Carrier, LayerIndex = layerIndex };

        Assert.That(evidence.Layer, exists ? Is.SameAs(Carrier.Layers[0]) : Is.Null);
    }

    [Test]
    public void Without_its_carrier_a_piece_has_no_layer() =>
        Assert.That(new DiscoveredEvidence(Some.Sha256, Some.Sha512, EvidenceLocation.CosignTag, "tag").Layer, Is.Null);

    [Test]
    public void Two_signatures_that_share_a_layer_are_two_pieces()
    {
        Assert.That(new EvidenceId(Some.Sha256, 0, 0), Is.Not.EqualTo(new EvidenceId(Some.Sha256, 1, 0)));
        Assert.That(new EvidenceId(Some.Sha256, 0, 0), Is.Not.EqualTo(new EvidenceId(Some.Sha256, 0, 1)));
        Assert.That(new EvidenceId(Some.Sha256, 1, 2).ToString(), Is.EqualTo($"{Some.Sha256}/1/2"));
    }

    [Test]
    public void A_platform_that_nobody_names_is_unknown()
    {
        var descriptor = new Descriptor(MediaTypes.OciManifest, Some.Sha256, 1);

        Assert.Multiple(() =>
        {
            Assert.That(new PlatformImage(null, descriptor).Key, Is.EqualTo("unknown"));
            Assert.That(new PlatformImage(Platform.Parse("unknown/unknown"), descriptor).Key, Is.EqualTo("unknown"));
            Assert.That(new PlatformImage(Platform.Parse("linux/arm"), descriptor).Key, Is.EqualTo("linux/arm/v7"));
        });
    }
}
