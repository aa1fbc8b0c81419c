namespace ImageProvenance.Core.Tests;

public sealed class PinnedImageTests
{
    private static readonly byte[] Manifest = ManifestJson.Manifest();
    private static readonly Digest Sha256 = Digest.Of(Manifest);
    private static readonly Digest Sha512 = Digest.Of(Manifest, DigestAlgorithm.Sha512);
    private static readonly Digest Other256 = Digest.Of("other"u8);
    private static readonly Digest Other512 = Digest.Of("other"u8, DigestAlgorithm.Sha512);

    private static ImageLocation Tag => ImageLocation.Parse("e.com/app:1");

    private static ImageLocation Named(Digest digest) => ImageLocation.Parse($"e.com/app:1@{digest}");

    [Test]
    public void What_a_tag_resolves_to_goes_by_the_hash_of_its_bytes()
    {
        var image = PinnedImage.From(Tag, Manifest, null);

        Assert.Multiple(() =>
        {
            Assert.That(image.Digest, Is.EqualTo(Sha256));
            Assert.That(image.Location, Is.EqualTo(Tag));
            Assert.That(image.Pinned.ToString(), Is.EqualTo($"e.com/app@{Sha256}"));
            Assert.That(image.Document, Is.InstanceOf<ImageManifest>());
            Assert.That(image.Index, Is.Null);
        });
    }

    [Test]
    public void A_true_claim_of_either_algorithm_names_what_a_tag_resolves_to()
    {
        Assert.That(PinnedImage.From(Tag, Manifest, Sha256).Digest, Is.EqualTo(Sha256));
        Assert.That(PinnedImage.From(Tag, Manifest, Sha512).Digest, Is.EqualTo(Sha512));
    }

    [Test]
    public void A_digest_that_the_place_claims_and_the_bytes_do_not_have_is_refused()
    {
        Refused.With("digest-mismatch", () => PinnedImage.From(Tag, Manifest, Other256));
        Refused.With("digest-mismatch", () => PinnedImage.From(Tag, Manifest, Other512));
    }

    [Test]
    public void The_digest_asked_for_names_the_image_whatever_true_digest_the_place_claims()
    {
        Assert.That(PinnedImage.From(Named(Sha256), Manifest, null).Digest, Is.EqualTo(Sha256));
        Assert.That(PinnedImage.From(Named(Sha256), Manifest, Sha512).Digest, Is.EqualTo(Sha256));
        Assert.That(PinnedImage.From(Named(Sha512), Manifest, Sha256).Digest, Is.EqualTo(Sha512));
    }

    [Test]
    public void Bytes_that_do_not_hash_to_the_digest_asked_for_are_refused_whatever_the_place_claims()
    {
        Refused.With("digest-mismatch", () => PinnedImage.From(Named(Other256), Manifest, null));
        Refused.With("digest-mismatch", () => PinnedImage.From(Named(Other256), Manifest, Sha256));
        Refused.With("digest-mismatch", () => PinnedImage.From(Named(Other256), Manifest, Other256));
        Refused.With("digest-mismatch", () => PinnedImage.From(Named(Other512), Manifest, Sha256));
    }

    [Test]
    public void A_false_claim_beside_a_true_digest_asked_for_is_refused()
    {
        Refused.With("digest-mismatch", () => PinnedImage.From(Named(Sha256), Manifest, Other256));
        Refused.With("digest-mismatch", () => PinnedImage.From(Named(Sha256), Manifest, Other512));
    }

    [Test]
    public void The_media_type_that_the_place_gives_must_be_the_documents() =>
        Refused.With("invalid-manifest", () => PinnedImage.From(Tag, Manifest, null, MediaTypes.OciIndex));

    [Test]
    public void Bytes_that_are_no_manifest_are_refused() =>
        Refused.With("malformed-json", () => PinnedImage.From(Tag, "<html>"u8.ToArray(), null));

    [Test]
    public void A_platforms_image_is_chosen_from_the_index_that_lists_it()
    {
        var index = PinnedImage.From(Tag, ManifestJson.Index(Manifest), null);

        var chosen = index.Choose(ManifestDocument.Parse(VerifiedBytes.Hash(Manifest)));

        Assert.Multiple(() =>
        {
            Assert.That(chosen.Digest, Is.EqualTo(Sha256));
            Assert.That(chosen.Index, Is.SameAs(index));
            Assert.That(chosen.Location, Is.EqualTo(Tag));
            Assert.That(chosen.Pinned.ToString(), Is.EqualTo($"e.com/app@{Sha256}"));
        });
    }

    [Test]
    public void A_manifest_that_the_index_does_not_list_cannot_be_chosen()
    {
        var index = PinnedImage.From(Tag, ManifestJson.Index(), null);

        Assert.That(() => index.Choose(ManifestDocument.Parse(VerifiedBytes.Hash(Manifest))), Throws.ArgumentException);
    }

    [Test]
    public void Nothing_can_be_chosen_from_a_manifest()
    {
        var image = PinnedImage.From(Tag, Manifest, null);

        Assert.That(() => image.Choose(image.Document), Throws.ArgumentException);
    }
}
