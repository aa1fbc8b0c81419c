namespace ImageProvenance.Signatures.Tests;

public sealed class TimestampNameTests
{
    private static readonly Certificate Signer = StampingAuthority.Usual.Signer.Parsed;

    [Test]
    public void A_certificate_is_named_by_its_issuer_and_its_serial_number_together()
    {
        Assert.That(new IssuerAndSerialNumber(Signer.Issuer, Signer.SerialNumber).IsOf(Signer));
        Assert.That(new IssuerAndSerialNumber(Signer.Subject, Signer.SerialNumber).IsOf(Signer), Is.False);
        Assert.That(new IssuerAndSerialNumber(Signer.Issuer, new byte[] { 1 }).IsOf(Signer), Is.False);
    }

    [TestCase("300B0609608648016503040201", "SHA256")]
    [TestCase("300D06096086480165030402010500", "SHA256")]
    [TestCase("300D06096086480165030402030500", "SHA512")]
    [TestCase("300D06096086480165030402010400", "2.16.840.1.101.3.4.2.1")]
    [TestCase("300906052B0E03021A0500", "1.3.14.3.2.26")]
    public void A_hash_is_named_with_no_parameters_or_with_null(string der, string name) => Assert.That(Read(der).ToString(), Is.EqualTo(name));

    [TestCase("300F060960864801650304020105000500")]
    [TestCase("3000")]
    [TestCase("310B0609608648016503040201")]
    public void What_is_no_algorithm_is_refused(string der) => Assert.That(() => Read(der), Throws.TypeOf<MalformedContentException>());

    private static HashIdentifier Read(string der) =>
        DerReader.Parse(Convert.FromHexString(der), "invalid-timestamp", "none", static (ref DerReader reader) => HashIdentifier.Read(ref reader));
}
