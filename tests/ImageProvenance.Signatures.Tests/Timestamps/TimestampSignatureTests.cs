using System.Security.Cryptography;

namespace ImageProvenance.Signatures.Tests;

public sealed class TimestampSignatureTests
{
    [TestCase("nistP256", "SHA256")]
    [TestCase("nistP256", "SHA512")]
    [TestCase("nistP384", "SHA256")]
    [TestCase("nistP384", "SHA384")]
    [TestCase("nistP521", "SHA512")]
    [TestCase("nistP521", "SHA256")]
    public void Curve_and_hash_are_independent(string curve, string hash)
    {
        var authority = new StampingAuthority(signerKey: ECDsa.Create(ECCurve.CreateFromFriendlyName(curve)));
        Stamp.Holds(new TestToken(authority.Signer) { DigestHash = new(hash) }, authority.WithSigner());
    }

    [TestCase("SHA256", true)]
    [TestCase("SHA256", false)]
    [TestCase("SHA512", true)]
    [TestCase("SHA512", false)]
    public void An_RSA_signature_names_its_hash_itself_or_beside_it(string hash, bool usesRsaEncryption)
    {
        var authority = new StampingAuthority(signerKey: RSA.Create(2048));
        var token = new TestToken(authority.Signer) { DigestHash = new(hash), UsesRsaEncryption = usesRsaEncryption };
        Stamp.Holds(token, authority.WithSigner());
        Stamp.Holds(token with { Certificates = [authority.Signer.Der], SigningCertificate = [TokenParts.SigningCertificateV1(authority.Signer)] }, authority.WithoutSigner());
    }

    [Test]
    public void A_hash_that_can_be_collided_is_refused() =>
        Assert.That(
            Stamp.Fails("timestamp-content-mismatch", Stamp.Token with { DigestHash = HashAlgorithmName.SHA1 }).Actual,
            Is.EqualTo("1.3.14.3.2.26"));

    [Test]
    public void A_signature_by_another_key_is_refused() =>
        Stamp.Fails("timestamp-signature-mismatch", Stamp.Token with { SigningKey = ECDsa.Create(ECCurve.NamedCurves.nistP384) });

    [Test]
    public void A_key_that_cannot_be_verified_with_is_refused_as_one()
    {
        using var weak = RSA.Create(1024);
        var signer = StampingAuthority.Usual.Issue(key: weak);
        Stamp.Fails("invalid-key", new TestToken(signer) { Certificates = [signer.Der] }, StampingAuthority.Usual.WithoutSigner());
    }

    [Test]
    public void A_changed_bit_of_the_signature_is_noticed()
    {
        byte[] token = Stamp.Token.Encode();
        int start = token.Length - TimestampToken.Parse(token).SignerInfo.Signature.Length;
        for (int at = start; at < token.Length; at++)
        {
            byte[] changed = [.. token];
            changed[at] ^= 1;
            Stamp.Fails("timestamp-signature-mismatch", changed);
        }
    }

    [Test]
    public void A_changed_time_is_noticed_whether_or_not_the_hash_of_it_is_changed_too()
    {
        byte[] token = Stamp.Token.Encode();
        byte[] later = [.. token];
        later[later.AsSpan().IndexOf("20260601120000Z"u8) + 13]++;
        Stamp.Fails("timestamp-content-mismatch", later);

        byte[] before = SHA256.HashData(TimestampToken.Parse(token).Info.Encoded.Span);
        SHA256.HashData(TimestampToken.Parse(later).Info.Encoded.Span).CopyTo(later.AsSpan(later.AsSpan().IndexOf(before)));
        Stamp.Fails("timestamp-signature-mismatch", later);
    }
}
