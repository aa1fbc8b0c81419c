using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ImageProvenance.Attestations;

namespace ImageProvenance.Testing.Tests;

public sealed class VirtualSigstoreTests
{
    [Test]
    public void Every_bundle_has_the_shape_of_its_version(
        [Values(SigstoreBundleVersion.V01, SigstoreBundleVersion.V02, SigstoreBundleVersion.V03)] SigstoreBundleVersion version, [Values] bool envelope)
    {
        using var sigstore = Signed.NewSigstore();
        var options = new SigningOptions { BundleVersion = version };
        var bundle = SigstoreBundle.Parse(envelope ? sigstore.SignStatement(Signed.Statement, Signed.Identity, options) : sigstore.SignArtifact(Signed.Artifact, Signed.Identity, options));

        Assert.That(bundle.Version, Is.EqualTo(version));
        Assert.That(bundle.KeyMaterial.CertificateChain, Has.Count.EqualTo(1));
        Assert.That(bundle.TlogEntries.Single().SignedEntryTimestamp, Is.Not.Null);
        Assert.That(bundle.Rfc3161Timestamps, Has.Count.EqualTo(1));
        Assert.That(bundle.DsseEnvelope is null, Is.Not.EqualTo(envelope));
        Assert.That(bundle.MessageSignature is null, Is.EqualTo(envelope));
    }

    [Test]
    public void The_parts_are_as_many_as_asked_for()
    {
        using var sigstore = Signed.NewSigstore(new() { Logs = [RekorVersion.V1, RekorVersion.V2], CertificateLogs = 2, TimestampAuthorities = 3 });
        var bundle = sigstore.Bundle();
        using var root = JsonDocument.Parse(sigstore.TrustedRootJson);

        Assert.That(bundle.TlogEntries.Select(entry => entry.KindVersion), Is.EqualTo((string[])["0.0.1", "0.0.2"]));
        Assert.That(bundle.Rfc3161Timestamps, Has.Count.EqualTo(3));
        Assert.That(root.RootElement.GetProperty("ctlogs").GetArrayLength(), Is.EqualTo(2));
        Assert.That(root.RootElement.GetProperty("timestampAuthorities").EnumerateArray().Select(authority => authority.GetProperty("uri").GetString()), Is.Unique);
    }

    [Test]
    public void An_instance_without_logs_and_timestamps_gives_a_bare_signature()
    {
        using var sigstore = Signed.NewSigstore(new() { Logs = [], CertificateLogs = 0, TimestampAuthorities = 0 });
        var bundle = sigstore.Bundle();
        using var certificate = Signed.CertificateOf(bundle);

        Assert.That(bundle.TlogEntries, Is.Empty);
        Assert.That(bundle.Rfc3161Timestamps, Is.Empty);
        Assert.That(certificate.Extensions.Select(extension => extension.Oid!.Value), Has.None.EqualTo("1.3.6.1.4.1.11129.2.4.2"));
    }

    [Test]
    public void Everything_happens_at_the_time_of_the_clock()
    {
        var clock = new ManualTimeProvider(Signed.Time);
        using var sigstore = new VirtualSigstore(clock);
        clock.Now = Signed.Time.AddDays(1).AddMilliseconds(700);
        var bundle = sigstore.Bundle();
        using var certificate = Signed.CertificateOf(bundle);

        Assert.That(bundle.TlogEntries.Single().IntegratedTime, Is.EqualTo(Signed.Time.AddDays(1).ToUnixTimeSeconds()));
        Assert.That(certificate.NotBefore.ToUniversalTime(), Is.EqualTo(Signed.Time.AddDays(1).UtcDateTime));
        Assert.That(certificate.NotAfter - certificate.NotBefore, Is.EqualTo(TimeSpan.FromMinutes(10)));
    }

    [Test]
    public void A_key_of_ones_own_is_named_by_its_hint()
    {
        using var sigstore = Signed.NewSigstore();
        using var key = TestKey.Ecdsa();
        var bundle = SigstoreBundle.Parse(sigstore.SignArtifact(Signed.Artifact, key));
        byte[] pem = HashedRekord(bundle).GetProperty("signature").GetProperty("publicKey").GetProperty("content").GetBytesFromBase64();

        Assert.That(bundle.KeyMaterial.PublicKeyHint, Is.EqualTo(key.Hint));
        Assert.That(Encoding.ASCII.GetString(pem), Is.EqualTo(key.PublicKeyPem + "\n"));
    }

    [Test]
    public void A_log_that_keeps_hashes_takes_no_pure_Ed25519()
    {
        using var sigstore = Signed.NewSigstore(new() { SignerKey = TestKeyKind.Ed25519 });

        Assert.That(() => sigstore.Bundle(), Throws.InvalidOperationException.With.Message.Contains("Ed25519ph"));
        Assert.That(() => sigstore.SignStatement(Signed.Statement, Signed.Identity), Throws.Nothing);
    }

    [Test]
    public void Entries_about_envelopes_are_refused_for_artifacts() => Assert.That(
        () => Signed.NewSigstore().Bundle(new() { LogEntryKind = LogEntryKind.Dsse001 }), Throws.InvalidOperationException);

    [TestCase(TestKeyKind.EcdsaP256, "sha256")]
    [TestCase(TestKeyKind.EcdsaP384, "sha384")]
    [TestCase(TestKeyKind.EcdsaP521, "sha512")]
    [TestCase(TestKeyKind.Ed25519Prehashed, "sha512")]
    public void The_hash_is_that_of_the_key(TestKeyKind kind, string algorithm)
    {
        using var sigstore = Signed.NewSigstore(new() { SignerKey = kind });
        var bundle = sigstore.Bundle();
        var hash = HashedRekord(bundle).GetProperty("data").GetProperty("hash");

        Assert.That(hash.GetProperty("algorithm").GetString(), Is.EqualTo(algorithm));
        Assert.That(hash.GetProperty("value").GetString(), Is.EqualTo(Convert.ToHexStringLower(bundle.MessageSignature!.MessageDigest.Digest.Span)));
        Assert.That(bundle.MessageSignature.MessageDigest.Digest.ToArray(), Is.EqualTo(CryptographicOperations.HashData(new HashAlgorithmName(algorithm.ToUpperInvariant()), Signed.Artifact)));
    }

    private static JsonElement HashedRekord(SigstoreBundle bundle) => JsonDocument.Parse(bundle.TlogEntries.Single().CanonicalizedBody).RootElement.GetProperty("spec");
}
