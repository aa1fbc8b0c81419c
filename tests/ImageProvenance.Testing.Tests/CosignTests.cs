using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ImageProvenance.Testing.Tests;

public sealed class CosignTests
{
    private static readonly InMemoryRegistry Registry = new();

    private readonly PushedImage _image = Registry.Push("acme/app:1", TestImage.FromScratch());

    [Test]
    public void The_simple_signing_payload_is_cosigns_byte_for_byte()
    {
        byte[] payload = CosignArtifacts.SimpleSigningPayload(_image.Digest, "ghcr.io/acme/app");

        Assert.That(Encoding.UTF8.GetString(payload), Is.EqualTo(
            "{\"critical\":{\"identity\":{\"docker-reference\":\"ghcr.io/acme/app\"},\"image\":{\"docker-manifest-digest\":\"" + _image.Digest + "\"},\"type\":\"cosign container image signature\"},\"optional\":null}"));
    }

    [Test]
    public void The_statement_of_a_signature_is_cosigns_byte_for_byte()
    {
        Assert.That(Encoding.UTF8.GetString(CosignArtifacts.SignatureStatement(_image.Digest)), Is.EqualTo(
            "{\"_type\":\"https://in-toto.io/Statement/v1\",\"subject\":[{\"digest\":{\"sha256\":\"" + _image.Digest.Hex + "\"},\"annotations\":{}}],\"predicateType\":\"https://sigstore.dev/cosign/sign/v1\",\"predicate\":{}}"));
    }

    [Test]
    public void A_signature_by_tag_verifies_and_a_second_one_is_appended()
    {
        using var key = TestKey.Ecdsa();
        _image.SignWithTag(key);
        var both = Manifest(_image.SignWithTag(key, new Dictionary<string, string> { ["env"] = "prod" }));

        Assert.That(both.Layers, Has.Count.EqualTo(2));
        Assert.That(Registry.FindManifest("acme/app", TagName.CosignTagOf(_image.Digest, "sig")!.Value.Value)?.Digest, Is.EqualTo(both.Digest));
        Assert.That(both.Layers.Select(layer => Verifies(key, Blob(layer.Digest), Convert.FromBase64String(layer.Annotations[CosignArtifacts.SignatureAnnotation]))), Is.All.True);
    }

    [Test]
    public void A_bundle_names_its_key_and_its_envelope_verifies()
    {
        using var key = TestKey.Ecdsa();
        var manifest = Manifest(_image.SignWithBundle(key));
        using var bundle = JsonDocument.Parse(Blob(manifest.Layers.Single().Digest));
        var envelope = bundle.RootElement.GetProperty("dsseEnvelope");
        byte[] signed = Attestations.DssePreAuthEncoding.Encode(MediaTypes.InToto, envelope.GetProperty("payload").GetBytesFromBase64());

        Assert.That(manifest.ArtifactType, Is.EqualTo(MediaTypes.SigstoreBundle));
        Assert.That(manifest.Subject?.NamesSameContentAs(_image.Descriptor), Is.True);
        Assert.That(bundle.RootElement.GetProperty("verificationMaterial").GetProperty("publicKey").GetProperty("hint").GetString(), Is.EqualTo(key.Hint));
        Assert.That(Verifies(key, signed, envelope.GetProperty("signatures")[0].GetProperty("sig").GetBytesFromBase64()));
    }

    [Test]
    public void Attestations_carry_their_predicate_both_ways()
    {
        using var key = TestKey.Ecdsa();
        var byBundle = Manifest(_image.AttestWithBundle(key, "https://example.com/p", """{"a":1}"""));
        var byTag = Manifest(_image.AttestWithTag(key, "https://example.com/p", """{"a":1}"""));
        using var bundle = JsonDocument.Parse(Blob(byBundle.Layers.Single().Digest));
        using var envelope = JsonDocument.Parse(Blob(byTag.Layers.Single().Digest));

        Assert.That(byBundle.Annotations["dev.sigstore.bundle.predicateType"], Is.EqualTo("https://example.com/p"));
        foreach (var dsse in (JsonElement[])[bundle.RootElement.GetProperty("dsseEnvelope"), envelope.RootElement])
            Assert.That(Encoding.UTF8.GetString(dsse.GetProperty("payload").GetBytesFromBase64()), Does.EndWith("""
                "predicate":{"a":1}}
                """));
    }

    [Test]
    public void Every_kind_of_key_signs_what_its_public_key_verifies()
    {
        using var p384 = TestKey.Ecdsa(ECCurve.NamedCurves.nistP384, HashAlgorithmName.SHA384);
        using var p521 = TestKey.Ecdsa(ECCurve.NamedCurves.nistP521);
        using var rsa = TestKey.Rsa();
        using var pss = TestKey.Rsa(padding: RSASignaturePadding.Pss);
        byte[] bytes = "signed"u8.ToArray();

        Assert.That(Verifies(p384, bytes, p384.Sign(bytes)));
        Assert.That(Verifies(p521, bytes, p521.Sign(bytes)));
        using var publicKey = RSA.Create();
        publicKey.ImportFromPem(rsa.PublicKeyPem);
        Assert.That(publicKey.VerifyData(bytes, rsa.Sign(bytes), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        publicKey.ImportFromPem(pss.PublicKeyPem);
        Assert.That(publicKey.VerifyData(bytes, pss.Sign(bytes), HashAlgorithmName.SHA256, RSASignaturePadding.Pss));
    }

    [Test]
    public void An_attestation_manifest_can_be_signed_on_its_own()
    {
        using var key = TestKey.Ecdsa();
        var image = TestImage.FromScratch().WithBuildKitProvenance();
        var pushed = Registry.Push("acme/built:1", image);
        var attestation = image.AttestationManifests.Values.Single();
        var signature = Manifest(pushed.At(attestation.Digest).SignWithBundle(key));

        Assert.That(signature.Subject?.Digest, Is.EqualTo(attestation.Digest));
    }

    [Test]
    public void References_name_tag_and_digest_at_the_host_given()
    {
        Assert.That(_image.Reference("127.0.0.1:5000"), Is.EqualTo("127.0.0.1:5000/acme/app:1"));
        Assert.That(_image.PinnedReference("127.0.0.1:5000"), Is.EqualTo($"127.0.0.1:5000/acme/app@{_image.Digest}"));
    }

    private static ImageManifest Manifest(TestContent content) => (ImageManifest)ManifestDocument.Parse(VerifiedBytes.Hash(content.Bytes), content.MediaType);

    private static byte[] Blob(Digest digest)
    {
        using var client = new HttpClient(Registry.CreateHandler());
        return client.GetByteArrayAsync($"https://registry.test/v2/acme/app/blobs/{digest}").GetAwaiter().GetResult();
    }

    private static bool Verifies(TestKey key, byte[] bytes, byte[] signature)
    {
        using var publicKey = ECDsa.Create();
        publicKey.ImportFromPem(key.PublicKeyPem);
        return publicKey.VerifyData(bytes, signature, key.Hash, DSASignatureFormat.Rfc3279DerSequence);
    }
}
