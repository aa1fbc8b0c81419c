using System.Security.Cryptography;
using ImageProvenance.Attestations;
using ImageProvenance.Testing;
using ImageProvenance.Tests;

namespace ImageProvenance.Signatures.Tests;

/// <summary>The algorithm seam: an importer of a host's own takes part like the framework's.</summary>
public sealed class KeyImporterSeamTests
{
    private const string OwnOid = "1.3.101.112";

    private static readonly byte[] OwnKey = [.. Convert.FromHexString("302a300506032b6570032100"), .. new byte[32]];

    [Test]
    public void An_importer_of_ones_own_makes_keys_of_a_kind_that_was_refused()
    {
        var key = PublicKey.FromSubjectPublicKeyInfo(OwnKey, null, new HashImporter(OwnOid));

        Assert.That(key.Verify("data"u8.ToArray(), SHA256.HashData("data"u8)), Is.True);
        Assert.That(key.Verify("other"u8.ToArray(), SHA256.HashData("data"u8)), Is.False);
        Assert.That(key.Algorithm, Is.EqualTo("own"));
        Assert.That(key.Id, Is.EqualTo(Digest.Of(OwnKey).ToString()));
    }

    [Test]
    public void An_importer_of_ones_own_is_asked_before_the_frameworks()
    {
        var key = PublicKey.FromPem(Some.Key.PublicKeyPem, null, new HashImporter("1.2.840.10045.2.1"));

        Assert.That(key.Algorithm, Is.EqualTo("own"));
    }

    [Test]
    public void An_importer_that_does_not_read_the_kind_is_passed_over() =>
        Assert.That(PublicKey.FromPem(Some.Key.PublicKeyPem, null, new HashImporter(OwnOid)).Algorithm, Is.EqualTo("ecdsa-p256-sha256"));

    [Test]
    public void What_such_a_key_signs_is_proven_by_the_provider_for_keys()
    {
        byte[] payload = CosignArtifacts.SimpleSigningPayload(Some.Image, "registry.test/app");
        var layer = new TestContent(MediaTypes.CosignSimpleSigning, payload)
        {
            Annotations = new Dictionary<string, string> { [CosignAnnotations.SignatureKey] = Convert.ToBase64String(SHA256.HashData(payload)) },
        };
        var key = PublicKey.FromSubjectPublicKeyInfo(OwnKey, null, new HashImporter(OwnOid));

        var verdict = new PublicKeyProvider().Verify(Subject.Of(Some.Image), Found.Signed(Some.Image, layer), new([key]), Some.Now);

        Assert.That(verdict.Fact?.Signer.Id, Is.EqualTo(key.Id));
    }

    /// <summary>A "signature" that is the hash of the data: enough to see who was asked.</summary>
    private sealed class HashImporter(string oid) : IKeyImporter, IVerificationKey
    {
        public string Algorithm => "own";

        public bool Reads(string keyOid) => keyOid == oid;

        public IVerificationKey Import(ReadOnlyMemory<byte> subjectPublicKeyInfo, string? algorithm) => this;

        public bool Verify(SignedMessage message, ReadOnlySpan<byte> signature) => message.TryHash(HashAlgorithmName.SHA256, out var hash) && signature.SequenceEqual(hash.Span);
    }
}
