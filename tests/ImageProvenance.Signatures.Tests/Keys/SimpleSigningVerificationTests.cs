using FsCheck;
using FsCheck.Fluent;
using ImageProvenance.Attestations;
using ImageProvenance.Testing;
using ImageProvenance.Tests;

namespace ImageProvenance.Signatures.Tests;

/// <summary>cosign's <c>.sig</c> layers against the provider for keys.</summary>
public sealed class SimpleSigningVerificationTests
{
    [Test]
    public void A_signature_by_a_trusted_key_is_one_of_the_image()
    {
        var fact = Verdict.IsProven(Verdict.Of(Layer(Some.Key, Some.Image), Some.OtherKey, Some.Key), SignedContent.Signature, Some.Key);

        Assert.That(fact.Subject, Is.EqualTo(Some.Image));
        Assert.That(fact.Statement, Is.Null);
        Assert.That((fact.HoldsFrom, fact.HoldsUntil), Is.EqualTo((DateTimeOffset.MinValue, DateTimeOffset.MaxValue)));
    }

    [Test]
    public void A_signature_by_another_key_proves_nothing()
    {
        var failure = Verdict.IsFailure(Verdict.Of(Layer(Some.OtherKey, Some.Image), Some.Key), "signature-mismatch");

        Assert.That(failure.Expected, Is.EqualTo(Some.Public(Some.Key).Id));
    }

    [Test]
    public void The_signature_of_another_image_is_not_this_ones()
    {
        var failure = Verdict.IsFailure(Verdict.Of(Layer(Some.Key, Some.OtherImage), Some.Key), "subject-mismatch");

        Assert.That((failure.Expected, failure.Actual), Is.EqualTo((Some.Image.ToString(), Some.OtherImage.ToString())));
    }

    // What names the image is unsigned here: only the signature check can tell.
    [Test]
    public void A_payload_put_under_the_signature_of_another_image_proves_nothing()
    {
        string signature = Layer(Some.Key, Some.OtherImage).Annotations[CosignAnnotations.SignatureKey];
        var layer = new TestContent(MediaTypes.CosignSimpleSigning, Payload(Some.Image)) { Annotations = new Dictionary<string, string> { [CosignAnnotations.SignatureKey] = signature } };

        Verdict.IsFailure(Verdict.Of(layer, Some.Key), "signature-mismatch");
    }

    [Test]
    public void Every_changed_byte_of_the_payload_is_found()
    {
        var layer = Layer(Some.Key, Some.Image);
        Prop.ForAll(Gen.Choose(0, layer.Bytes.Length - 1).ToArbitrary(), Gen.Choose(1, 255).ToArbitrary(), (at, flip) =>
        {
            byte[] changed = layer.Bytes.ToArray();
            changed[at] ^= (byte)flip;
            var evidence = Found.Read(Some.Image, new TestContent(layer.MediaType, changed) { Annotations = layer.Annotations }).Single();
            return evidence is UnreadableEvidence || !Verdict.Of(Subject.Of(Some.Image), (SignedEvidence)evidence, Some.Trust(Some.Key)).IsProven;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    [Test]
    public void Where_no_key_is_trusted_the_provider_has_no_say() =>
        Assert.That(Verdict.Of(Layer(Some.Key, Some.Image)).Status, Is.EqualTo(SignatureStatus.NotApplicable));

    [Test]
    public void Raw_evidence_is_not_for_this_provider()
    {
        var evidence = Found.Signed(Some.Image, new("application/vnd.example.signature", Some.Utf8("x")));

        Assert.That(evidence, Is.TypeOf<RawEvidence>());
        Assert.That(Verdict.Of(Subject.Of(Some.Image), evidence, Some.Trust(Some.Key)).Status, Is.EqualTo(SignatureStatus.NotApplicable));
    }

    [Test]
    public void A_certificate_beside_the_signature_changes_nothing()
    {
        var layer = Layer(Some.OtherKey, Some.Image);
        var annotated = new TestContent(layer.MediaType, layer.Bytes)
        {
            Annotations = new Dictionary<string, string>(layer.Annotations) { [CosignAnnotations.CertificateKey] = Some.Key.PublicKeyPem.ReplaceLineEndings("\\n") },
        };

        Verdict.IsFailure(Verdict.Of(annotated, Some.Key), "signature-mismatch");
        Verdict.IsProven(Verdict.Of(annotated, Some.OtherKey), SignedContent.Signature, Some.OtherKey);
    }

    private static byte[] Payload(Digest image) => CosignArtifacts.SimpleSigningPayload(image, "registry.test/app");

    private static TestContent Layer(TestKey key, Digest image) => CosignArtifacts.SignatureLayer(key, Payload(image));
}
