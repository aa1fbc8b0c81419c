using FsCheck;
using FsCheck.Fluent;

namespace ImageProvenance.Signatures.Tests;

public sealed class TimestampProperties
{
    private static readonly StampingAuthority Usual = StampingAuthority.Usual;

    private static readonly TimestampAuthority[] Authorities = [Usual.WithSigner(), Usual.WithoutSigner()];

    private static readonly TestToken[] Good =
    [
        Stamp.Token,
        Stamp.Token with { Certificates = [Usual.Signer.Der, Usual.Intermediate.Der], SigningCertificate = [TokenParts.SigningCertificateV1(Usual.Signer)] },
    ];

    // Certificates that come along and are not used may be broken here, and not for the framework.
    [TestCase(0)]
    [TestCase(1)]
    public void A_changed_token_is_refused_or_proves_the_same_and_what_holds_the_framework_accepts(int index)
    {
        byte[] token = Good[index].EncodeToken();
        byte[] head = Good[index].Encode(token)[..^token.Length];
        Assert.That(Check([.. head, .. token], out var expected), Is.Null);

        Prop.ForAll(Bent(token).ToArbitrary(), bent =>
        {
            var failure = Check([.. head, .. bent], out var time);
            Assert.That(time, Is.EqualTo(failure is null ? expected : null));
            if (failure is null && index == 0)
                Assert.That(Stamp.IsAcceptedByFramework(bent, TestToken.Signature, Usual.Signer.Framework), Convert.ToBase64String(bent));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    [Test]
    public void Whatever_the_bytes_a_timestamp_is_read_or_refused() =>
        Prop.ForAll(Gen.OneOf(Gen.Choose(0, 255).Select(b => (byte)b).ArrayOf(), Bent(Good[1].Encode())).ToArbitrary(), bytes =>
        {
            var failure = Check(bytes, out var time);
            Assert.That(failure is null, Is.EqualTo(time is not null));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    private static Failure? Check(byte[] timeStampResp, out VerifiedTime? time) =>
        TimestampCheck.Check(timeStampResp, SignedMessage.Of(TestToken.Signature), Authorities, out time);

    private static Gen<byte[]> Bent(byte[] good) =>
        from at in Gen.Choose(0, good.Length - 1)
        from value in Gen.Choose(0, 255)
        from way in Gen.Choose(0, 4)
        select way switch
        {
            0 => (byte[])[.. good[..at], (byte)value, .. good[(at + 1)..]],
            1 => [.. good[..at], (byte)value, .. good[at..]],
            2 => [.. good[..at], .. good[(at + 1)..]],
            3 => [.. good[..at], (byte)(good[at] ^ (1 << (value % 8))), .. good[(at + 1)..]],
            _ => good[..at],
        };
}
