using System.Formats.Asn1;

namespace ImageProvenance.Signatures.Tests;

public sealed class TimestampTokenTests
{
    [TestCase(0)]
    [TestCase(1)]
    public void A_granted_timestamp_holds(int status)
    {
        var time = Stamp.Holds(Stamp.Token with { Status = status });
        Assert.That(time, Is.EqualTo(new VerifiedTime(StampingAuthority.Uri, TestToken.Noon, StampingAuthority.Uri)));
    }

    [TestCase(2, "rejection")]
    [TestCase(3, "waiting")]
    [TestCase(4, "revocation warning")]
    [TestCase(5, "revocation notification")]
    [TestCase(-1, "status -1")]
    public void What_was_not_granted_is_told_as_that(int status, string meaning)
    {
        Assert.That(Stamp.Fails("timestamp-not-granted", Stamp.Token with { Status = status, HasToken = false }).Actual, Is.EqualTo(meaning));
        Stamp.Fails("timestamp-not-granted", Stamp.Token with { Status = status });
    }

    [Test]
    public void A_status_may_say_more() => Stamp.Holds(Stamp.Token with
    {
        AfterStatus = writer =>
        {
            using (writer.PushSequence())
                writer.WriteCharacterString(UniversalTagNumber.UTF8String, "as you wish");
            writer.WriteBitString([0x80], 7);
        },
    });

    [Test]
    public void A_status_with_what_it_cannot_have_is_refused() =>
        Stamp.Fails("invalid-timestamp", Stamp.Token with { AfterStatus = writer => writer.WriteNull() });

    [Test]
    public void An_answer_without_a_token_is_refused() => Stamp.Fails("invalid-timestamp", Stamp.Token with { HasToken = false });

    [Test]
    public void Data_after_the_answer_is_refused() => Stamp.Fails("invalid-timestamp", [.. Stamp.Token.Encode(), 0]);

    [Test]
    public void A_token_without_its_answer_is_refused() => Stamp.Fails("invalid-timestamp", Stamp.Token.EncodeToken());

    [Test]
    public void Nothing_is_no_timestamp() => Stamp.Fails("invalid-timestamp", Array.Empty<byte>());

    [Test]
    public void A_timestamp_of_64_KiB_is_read_and_a_larger_one_refused()
    {
        // RSA, whose signatures are all of one length.
        var authority = new StampingAuthority(signerKey: System.Security.Cryptography.RSA.Create(2048));
        var token = new TestToken(authority.Signer);
        int room = TimestampToken.MaxBytes - WithUnsigned(50_000, token).Encode().Length;
        Stamp.Holds(WithUnsigned(50_000 + room, token), authority.WithSigner());
        var failure = Stamp.Fails("invalid-timestamp", WithUnsigned(50_000 + room + 1, token), authority.WithSigner());
        Assert.That(failure.Actual, Is.EqualTo($"{TimestampToken.MaxBytes + 1} bytes"));
    }

    [Test]
    public void Content_that_is_no_signed_data_is_refused() => Stamp.Fails("invalid-timestamp", Stamp.Token with { ContentType = "1.2.840.113549.1.7.1" });

    [Test]
    public void Signed_data_that_holds_no_timestamp_is_refused() => Stamp.Fails("invalid-timestamp", Stamp.Token with { InfoType = "1.2.840.113549.1.7.1" });

    [TestCase(2)]
    [TestCase(6)]
    public void Signed_data_of_another_version_is_refused(int version) => Stamp.Fails("invalid-timestamp", Stamp.Token with { SignedDataVersion = version });

    [TestCase(0)]
    [TestCase(2)]
    public void A_timestamp_of_another_version_is_refused(int version) => Stamp.Fails("invalid-timestamp", Stamp.Token with { InfoVersion = version });

    [TestCase(0)]
    [TestCase(2)]
    public void A_token_has_exactly_one_signature(int count) => Stamp.Fails("invalid-timestamp", Stamp.Token with { SignerInfos = count });

    [Test]
    public void A_token_whose_attributes_are_not_signed_is_refused() =>
        Assert.That(Stamp.Fails("invalid-timestamp", Stamp.Token with { HasSignedAttributes = false }).Actual, Is.EqualTo("The token has no signed attributes."));

    [Test]
    public void The_signature_has_the_version_of_its_signers_name()
    {
        Stamp.Fails("invalid-timestamp", Stamp.Token with { SignerInfoVersion = 3 });
        Stamp.Fails("invalid-timestamp", Stamp.Token with { SubjectKeyIdentifier = [1], SignerInfoVersion = 1 });
    }

    [Test]
    public void Up_to_16_certificates_may_come_along_in_any_order()
    {
        byte[][] many = [.. Enumerable.Repeat(StampingAuthority.Usual.Root.Der, 13), StampingAuthority.Usual.Signer.Der, StampingAuthority.Usual.Intermediate.Der, StampingAuthority.Usual.Root.Der];
        Stamp.Holds(Stamp.Token with { Certificates = many });
        Stamp.Holds(Stamp.Token with { Certificates = [.. many.Reverse()] });
        Stamp.Fails("invalid-timestamp", Stamp.Token with { Certificates = [.. many, StampingAuthority.Usual.Root.Der] });
    }

    [Test]
    public void Revocation_lists_and_unsigned_attributes_prove_nothing_and_harm_nothing() => Stamp.Holds(WithUnsigned(10, Stamp.Token) with
    {
        AfterCertificates = writer =>
        {
            using (writer.PushSequence(TokenParts.Tag1))
            {
            }
        },
    });

    [Test]
    public void The_list_of_digest_algorithms_is_one_and_has_at_most_16()
    {
        Stamp.Holds(Stamp.Token with { MoreDigestAlgorithms = [.. Enumerable.Range(1, 15)] });
        Stamp.Fails("invalid-timestamp", Stamp.Token with { MoreDigestAlgorithms = [.. Enumerable.Range(1, 16)] });
        byte[] token = Stamp.Token.Encode();
        foreach (byte length in (byte[])[0x08, 0x0A])
        {
            token[token.AsSpan().IndexOf((byte[])[0x60, 0x86, 0x48]) - 1] = length;
            Stamp.Fails("invalid-timestamp", token);
        }
    }

    [Test]
    public void What_the_format_has_no_place_for_is_refused()
    {
        Stamp.Fails("invalid-timestamp", Stamp.Token with { AfterCertificates = writer => writer.WriteNull() });
        Stamp.Fails("invalid-timestamp", Stamp.Token with { AfterSignature = writer => writer.WriteNull() });
        Stamp.Fails("invalid-timestamp", Stamp.Token with { InfoTail = writer => writer.WriteNull() });
    }

    private static TestToken WithUnsigned(int bytes, TestToken token) => token with
    {
        AfterSignature = writer =>
        {
            using (writer.PushSetOf(TokenParts.Tag1))
                writer.WriteEncodedValue(TokenParts.Attribute("1.2.3", value => value.WriteOctetString(new byte[bytes])));
        },
    };
}
