using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using ImageProvenance.Attestations;
using ImageProvenance.Signatures;

namespace ImageProvenance.Testing.Tests;

/// <summary>The certificates, with the framework's own path check as the judge.</summary>
public sealed class VirtualCertificateTests
{
    [Test]
    public void The_frameworks_path_check_finds_a_way_from_every_kind_of_key_to_every_root(
        [Values] TestKeyKind signer, [Values(TestKeyKind.EcdsaP384, TestKeyKind.EcdsaP256, TestKeyKind.Rsa)] TestKeyKind authority)
    {
        using var sigstore = Signed.NewSigstore(new() { SignerKey = signer, AuthorityKey = authority, Logs = [] });
        using var certificate = Signed.CertificateOf(sigstore.Bundle());

        Assert.That(IsTrusted(certificate, sigstore), Is.True);
        Assert.That(certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().Single().EnhancedKeyUsages[0].Value, Is.EqualTo("1.3.6.1.5.5.7.3.3"));
    }

    [Test]
    public void Misbehaviour_is_used_up_and_found_by_the_framework()
    {
        using var sigstore = Signed.NewSigstore(new() { Logs = [] });
        Misbehaves(next => next.IsSignedByAnotherKey());
        Misbehaves(next => next.IsIssuedByUnknownAuthority());
        Misbehaves(next => next.NamesAnotherIssuer());
        Misbehaves(next => next.HasPurposes("1.3.6.1.5.5.7.3.1"));
        Misbehaves(next => next.HasUnknownCriticalExtension());
        Misbehaves(next => next.IsValid(Signed.Time.AddMinutes(-20), Signed.Time.AddMinutes(-10)));

        void Misbehaves(Func<NextCertificate, NextCertificate> how)
        {
            how(sigstore.NextCertificate);
            using var bad = Signed.CertificateOf(sigstore.Bundle());
            using var good = Signed.CertificateOf(sigstore.Bundle());
            Assert.That(IsTrusted(bad, sigstore), Is.False);
            Assert.That(IsTrusted(good, sigstore), Is.True);
        }
    }

    [Test]
    public void The_identity_is_written_as_Fulcio_writes_it()
    {
        using var sigstore = Signed.NewSigstore();
        using var certificate = Signed.CertificateOf(sigstore.Bundle());

        Assert.That(Extension(certificate, 1), Is.EqualTo(Encoding.ASCII.GetBytes("https://token.actions.githubusercontent.com")));
        Assert.That(Extension(certificate, 8), Is.EqualTo((byte[])[0x0C, 43, .. Encoding.ASCII.GetBytes("https://token.actions.githubusercontent.com")]));
        Assert.That(Extension(certificate, 20), Is.EqualTo((byte[])[0x0C, 4, .. "push"u8]));
        Assert.That(certificate.Extensions.Single(extension => extension.Oid!.Value == "2.5.29.17").Critical, Is.True);
        Assert.That(certificate.SubjectName.RawData, Is.EqualTo((byte[])[0x30, 0x00]));
    }

    [Test]
    public void An_extension_can_be_another_or_missing()
    {
        using var sigstore = Signed.NewSigstore();
        var identity = TestIdentity.Email("a@example.com").With(FulcioExtension.IssuerV1, null).With(FulcioExtension.Issuer, "x");
        using var certificate = Signed.CertificateOf(SigstoreBundle.Parse(sigstore.SignArtifact(Signed.Artifact, identity)));

        Assert.That(certificate.Extensions.Select(extension => extension.Oid!.Value), Has.None.EqualTo("1.3.6.1.4.1.57264.1.1"));
        Assert.That(Extension(certificate, 8), Is.EqualTo((byte[])[0x0C, 1, (byte)'x']));
    }

    [Test]
    public void A_user_name_is_Fulcios_other_name()
    {
        using var sigstore = Signed.NewSigstore();
        using var certificate = Signed.CertificateOf(SigstoreBundle.Parse(sigstore.SignArtifact(Signed.Artifact, TestIdentity.UserName("me!example.com", "https://issuer.example"))));
        byte[] name = certificate.Extensions.Single(extension => extension.Oid!.Value == "2.5.29.17").RawData;

        Assert.That(Convert.ToHexStringLower(name), Is.EqualTo("3020a01e060a2b0601040183bf300107a0100c0e" + Convert.ToHexStringLower("me!example.com"u8)));
    }

    private static byte[] Extension(X509Certificate2 certificate, int number) =>
        certificate.Extensions.Single(extension => extension.Oid!.Value == $"1.3.6.1.4.1.57264.1.{number}").RawData;

    private static bool IsTrusted(X509Certificate2 certificate, VirtualSigstore sigstore)
    {
        using var root = JsonDocument.Parse(sigstore.TrustedRootJson);
        X509Certificate2[] authorities = [.. root.RootElement.GetProperty("certificateAuthorities")[0].GetProperty("certChain").GetProperty("certificates").EnumerateArray()
            .Select(item => X509CertificateLoader.LoadCertificate(item.GetProperty("rawBytes").GetBytesFromBase64()))];
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authorities[^1]);
        chain.ChainPolicy.ExtraStore.AddRange(authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = Signed.Time.UtcDateTime;
        chain.ChainPolicy.VerificationTimeIgnored = false;
        chain.ChainPolicy.ApplicationPolicy.Add(new("1.3.6.1.5.5.7.3.3"));
        return chain.Build(certificate);
    }
}
