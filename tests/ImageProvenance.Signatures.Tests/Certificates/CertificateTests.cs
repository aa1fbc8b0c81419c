using FsCheck;
using FsCheck.Fluent;

namespace ImageProvenance.Signatures.Tests;

public sealed class CertificateTests
{
    private static readonly CertificateParts Good = new();

    [Test]
    public void A_certificate_is_its_parts()
    {
        byte[] der = Good.Encode();
        var certificate = Certificate.Parse(der);

        Assert.That(certificate.Der.ToArray(), Is.EqualTo(der));
        Assert.That(certificate.SerialNumber.ToArray(), Is.EqualTo(new byte[] { 7 }));
        Assert.That(certificate.Issuer.ToArray(), Is.EqualTo(Good.Issuer));
        Assert.That(certificate.Subject.ToArray(), Is.EqualTo(Good.Subject));
        Assert.That(certificate.Validity.ToString(), Is.EqualTo("2026-01-01T00:00:00Z to 2026-12-31T23:59:59Z"));
        Assert.That(certificate.SubjectPublicKeyInfo.ToArray(), Is.EqualTo(Good.Key));
        Assert.That(certificate.SignatureAlgorithm.ToArray(), Is.EqualTo(Good.OuterAlgorithm));
        Assert.That(certificate.Signature.ToArray(), Is.EqualTo(new byte[] { 9, 9 }));
        Assert.That(certificate.Extensions.ToArray(), Is.EqualTo(Good.Extensions[0]));
        Assert.That(certificate.IsSelfIssued, Is.False);
    }

    [Test]
    public void The_framework_reads_the_same_from_a_certificate_of_its_own()
    {
        var made = TestCertificate.Authority("authority");
        var (certificate, framework) = (made.Parsed, made.Framework);

        Assert.That(certificate.SerialNumber.ToArray(), Is.EqualTo(framework.SerialNumberBytes.ToArray()));
        Assert.That(certificate.Issuer.ToArray(), Is.EqualTo(framework.IssuerName.RawData));
        Assert.That(certificate.Validity, Is.EqualTo(new ValidityPeriod(framework.NotBefore.ToUniversalTime(), framework.NotAfter.ToUniversalTime())));
        Assert.That(certificate.SubjectPublicKeyInfo.ToArray(), Is.EqualTo(framework.PublicKey.ExportSubjectPublicKeyInfo()));
        Assert.That(certificate.IsSelfIssued);
        foreach (var extension in framework.Extensions)
        {
            Assert.That(certificate.TryFindExtension(OidContent(extension.Oid!.Value!), out var value, out bool isCritical));
            Assert.That(value.ToArray(), Is.EqualTo(extension.RawData));
            Assert.That(isCritical, Is.EqualTo(extension.Critical));
        }
    }

    [Test]
    public void An_extension_that_is_not_there_is_not_found()
    {
        Assert.That(Good.Parse().TryFindExtension(Oids.KeyUsage, out var value, out _), Is.False);
        Assert.That(value.IsEmpty);
    }

    [Test]
    public void An_extension_may_say_that_it_is_not_critical_and_be_empty()
    {
        var certificate = (Good with { Extensions = [CertificateParts.Extension("2.5.29.14", [], critical: false), CertificateParts.Extension("2.5.29.15", [1], critical: true)] }).Parse();

        Assert.That(certificate.TryFindExtension(Oids.SubjectKeyIdentifier, out var value, out bool isCritical));
        Assert.That((value.Length, isCritical), Is.EqualTo((0, false)));
        Assert.That(certificate.TryFindExtension(Oids.KeyUsage, out value, out isCritical));
        Assert.That((value.Length, isCritical), Is.EqualTo((1, true)));
    }

    [Test]
    public void A_certificate_needs_no_extensions() => Assert.That((Good with { ExtensionsField = [] }).Parse().Extensions.IsEmpty);

    [Test]
    public void Unique_identifiers_are_skipped() =>
        Assert.That((Good with { UniqueIds = [.. Der.Tagged(0x81, [0, 1]), .. Der.Tagged(0x82, [0, 1])] }).Parse().Extensions.IsEmpty, Is.False);

    [Test]
    public void Both_kinds_of_time_are_read() =>
        Assert.That((Good with { Validity = Der.Sequence(CertificateParts.Utc("491231235959Z"), CertificateParts.Generalized("99991231235959Z")) }).Parse().Validity.End!.Value.Year, Is.EqualTo(9999));

    private static IEnumerable<TestCaseData> Malformed()
    {
        yield return new TestCaseData(Good with { Version = [] }).SetArgDisplayNames("version 1");
        yield return new TestCaseData(Good with { Version = Der.Tagged(0xA0, Der.Integer(1)) }).SetArgDisplayNames("version 2");
        yield return new TestCaseData(Good with { Version = Der.Tagged(0xA0, Der.Integer(3)) }).SetArgDisplayNames("version 4");
        yield return new TestCaseData(Good with { Version = Der.Tagged(0xA0, Der.Integer(-2)) }).SetArgDisplayNames("a negative version");
        yield return new TestCaseData(Good with { Version = Der.Tagged(0xA0, Der.Integer(2), Der.Null) }).SetArgDisplayNames("more than a version");
        yield return new TestCaseData(Good with { Serial = [0x02, 0x02, 0x00, 0x01] }).SetArgDisplayNames("a serial number with leading zeros");
        yield return new TestCaseData(Good with { Serial = Der.Null }).SetArgDisplayNames("no serial number");
        yield return new TestCaseData(Good with { InnerAlgorithm = Der.Algorithm("1.2.840.10045.4.3.3") }).SetArgDisplayNames("two algorithms");
        yield return new TestCaseData(Good with { OuterAlgorithm = Der.Algorithm("1.2.840.10045.4.3.2", Der.Null) }).SetArgDisplayNames("two spellings of one algorithm");
        yield return new TestCaseData(Good with { InnerAlgorithm = Der.Null, OuterAlgorithm = Der.Null }).SetArgDisplayNames("algorithms that are none");
        yield return new TestCaseData(Good with { Issuer = Der.Null }).SetArgDisplayNames("an issuer that is none");
        yield return new TestCaseData(Good with { Subject = Der.Null }).SetArgDisplayNames("a subject that is none");
        yield return new TestCaseData(Good with { Key = Der.Null }).SetArgDisplayNames("a key that is none");
        yield return new TestCaseData(Good with { Validity = Der.Sequence(CertificateParts.Utc("260101000000Z")) }).SetArgDisplayNames("a validity without an end");
        yield return new TestCaseData(Good with { Validity = Der.Sequence(CertificateParts.Utc("260101000000Z"), CertificateParts.Utc("260101000000Z"), Der.Null) }).SetArgDisplayNames("a validity with more");
        yield return new TestCaseData(Good with { Validity = Der.Sequence(CertificateParts.Generalized("20260101000000.5Z"), CertificateParts.Utc("260101000000Z")) }).SetArgDisplayNames("a fraction of a second");
        yield return new TestCaseData(Good with { Validity = Der.Sequence(CertificateParts.Utc("2601010000Z"), CertificateParts.Utc("260101000000Z")) }).SetArgDisplayNames("a time without seconds");
        yield return new TestCaseData(Good with { ExtensionsField = Der.Tagged(0xA3, Der.Sequence()) }).SetArgDisplayNames("an empty list of extensions");
        yield return new TestCaseData(Good with { ExtensionsField = Der.Tagged(0xA3, Der.Sequence(Good.Extensions[0]), Der.Null) }).SetArgDisplayNames("more than extensions");
        yield return new TestCaseData(Good with { ExtensionsField = Der.Tagged(0xA4, Der.Sequence(Good.Extensions[0])) }).SetArgDisplayNames("extensions under another tag");
        yield return new TestCaseData(Good with { Extensions = [Good.Extensions[0], CertificateParts.Extension("2.5.29.15", []), Good.Extensions[0]] }).SetArgDisplayNames("an extension twice");
        yield return new TestCaseData(Good with { Extensions = [Good.Extensions[0], CertificateParts.Extension("2.5.29.14", [], critical: true)] }).SetArgDisplayNames("an extension twice, with two values");
        yield return new TestCaseData(Good with { Extensions = [Der.Sequence(Der.Oid("2.5.29.14"))] }).SetArgDisplayNames("an extension without a value");
        yield return new TestCaseData(Good with { Extensions = [Der.Sequence(Der.Oid("2.5.29.14"), Der.OctetString(1), Der.Null)] }).SetArgDisplayNames("an extension with more than a value");
        yield return new TestCaseData(Good with { Extensions = [Der.Sequence(Der.Tagged(0x06), Der.OctetString(1))] }).SetArgDisplayNames("an extension with an empty identifier");
        yield return new TestCaseData(Good with { AfterExtensions = Der.Null }).SetArgDisplayNames("something after the extensions");
        yield return new TestCaseData(Good with { AfterExtensions = Der.Tagged(0xA3, Der.Sequence(Good.Extensions[0])) }).SetArgDisplayNames("two lists of extensions");
        yield return new TestCaseData(Good with { Signature = Der.Tagged(0x03, [1, 0xFE]) }).SetArgDisplayNames("a signature that is not whole bytes");
        yield return new TestCaseData(Good with { AfterSignature = Der.Null }).SetArgDisplayNames("something after the signature");
    }

    [TestCaseSource(nameof(Malformed))]
    public void A_malformed_certificate_is_refused(object parts)
    {
        Assert.That(Good.Parse, Throws.Nothing);
        AssertRefused(((CertificateParts)parts).Encode());
    }

    [Test]
    public void A_certificate_is_whole_and_alone()
    {
        AssertRefused([]);
        AssertRefused([.. Good.Encode(), 0]);
        AssertRefused([.. Good.Encode(), .. Good.Encode()]);
        AssertRefused(Good.Encode()[..^1]);
    }

    [Test]
    public void Extensions_are_counted()
    {
        byte[][] many = [.. Enumerable.Range(0, CertificateReader.MaxExtensions + 1).Select(i => CertificateParts.Extension($"1.2.3.{i}", [1]))];

        Assert.That((Good with { Extensions = many[1..] }).Parse, Throws.Nothing);
        AssertRefused((Good with { Extensions = many }).Encode());
    }

    [Test]
    public void A_certificate_is_not_too_large()
    {
        byte[] large = Good.Encode();
        Assert.That(Assert.Throws<MalformedContentException>(() => Certificate.Parse(new byte[Certificate.MaxBytes + 1]))!.Failure.Expected, Is.EqualTo("at most 65536 bytes"));
        Assert.That(large, Has.Length.LessThan(Certificate.MaxBytes));
    }

    [Test]
    public void Whatever_the_bytes_a_certificate_is_read_or_refused()
    {
        byte[] leaf = TestCertificate.Leaf(TestCertificate.Authority("authority")).Der;
        Prop.ForAll(Gen.OneOf(Bytes.Any(), Bytes.Bent(Good.Encode()), Bytes.Bent(leaf)).ToArbitrary(), bytes => { IsRead(bytes); })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3000));
    }

    [Test]
    public void Every_byte_of_a_certificate_can_be_wrong()
    {
        byte[] good = TestCertificate.Leaf(TestCertificate.Authority("authority")).Der;
        Assert.That(IsRead(good));
        for (int at = 0; at < good.Length; at++)
        {
            foreach (int flip in new[] { 0x01, 0x20, 0x80, 0xFF })
            {
                byte[] bent = [.. good];
                bent[at] ^= (byte)flip;
                Assert.That(() => IsRead(bent), Throws.Nothing);
            }

            Assert.That(IsRead(good[..at]), Is.False);
        }
    }

    // All that is read of a certificate that is not verified. To refuse it has one way; any other exception is an error.
    private static bool IsRead(byte[] bytes)
    {
        try
        {
            var certificate = Certificate.Parse(bytes);
            LeafCertificateCheck.Check(certificate);
            SctCheck.Check(certificate, certificate, [], 1, out _);
            CertificateIssuance.Names(certificate, certificate);
            CertificateIdentity.Read(certificate);
            return true;
        }
        catch (MalformedContentException e) when (e.Failure.Code == "invalid-certificate")
        {
            return false;
        }
    }

    private static void AssertRefused(byte[] der) =>
        Assert.That(Assert.Throws<MalformedContentException>(() => Certificate.Parse(der))!.Failure.Code, Is.EqualTo("invalid-certificate"));

    private static byte[] OidContent(string dotted) => Der.Oid(dotted)[2..];
}
