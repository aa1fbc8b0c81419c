using System.Formats.Asn1;
using System.Reflection;

namespace ImageProvenance.Signatures.Tests;

public sealed class OidsTests
{
    private static readonly Dictionary<string, byte[]> Constants = new()
    {
        ["2.5.29.14"] = [.. Oids.SubjectKeyIdentifier],
        ["2.5.29.15"] = [.. Oids.KeyUsage],
        ["2.5.29.17"] = [.. Oids.SubjectAlternativeName],
        ["2.5.29.19"] = [.. Oids.BasicConstraints],
        ["2.5.29.30"] = [.. Oids.NameConstraints],
        ["2.5.29.35"] = [.. Oids.AuthorityKeyIdentifier],
        ["2.5.29.37"] = [.. Oids.ExtendedKeyUsage],
        ["2.5.29.37.0"] = [.. Oids.AnyExtendedKeyUsage],
        ["1.3.6.1.5.5.7.3.3"] = [.. Oids.CodeSigning],
        ["1.3.6.1.5.5.7.3.8"] = [.. Oids.TimeStamping],
        ["1.3.6.1.4.1.11129.2.4.2"] = [.. Oids.EmbeddedScts],
        ["1.3.6.1.4.1.11129.2.4.3"] = [.. Oids.PrecertificatePoison],
        ["1.3.6.1.4.1.57264.1"] = [.. Oids.Fulcio],
        ["1.3.6.1.4.1.57264.1.7"] = [.. Oids.FulcioUserName],
        ["1.3.101.112"] = [.. Oids.Ed25519],
        ["1.2.840.10045.2.1"] = [.. Oids.EcPublicKey],
        ["1.2.840.10045.3.1.7"] = [.. Oids.P256],
        ["1.3.132.0.34"] = [.. Oids.P384],
        ["1.3.132.0.35"] = [.. Oids.P521],
        ["1.2.840.113549.1.1.1"] = [.. Oids.RsaEncryption],
        ["1.2.840.10045.4.3.2"] = [.. Oids.EcdsaWithSha256],
        ["1.2.840.10045.4.3.3"] = [.. Oids.EcdsaWithSha384],
        ["1.2.840.10045.4.3.4"] = [.. Oids.EcdsaWithSha512],
        ["1.2.840.113549.1.1.11"] = [.. Oids.Sha256WithRsa],
        ["1.2.840.113549.1.1.12"] = [.. Oids.Sha384WithRsa],
        ["1.2.840.113549.1.1.13"] = [.. Oids.Sha512WithRsa],
        ["2.16.840.1.101.3.4.2.1"] = [.. Oids.Sha256],
        ["2.16.840.1.101.3.4.2.2"] = [.. Oids.Sha384],
        ["2.16.840.1.101.3.4.2.3"] = [.. Oids.Sha512],
    };

    [Test]
    public void Each_constant_is_its_dotted_form()
    {
        foreach (var (dotted, content) in Constants)
        {
            Assert.That(content, Is.EqualTo(Content(dotted)), dotted);
            Assert.That(Oids.ToText(content), Is.EqualTo(dotted));
        }
    }

    [Test]
    public void No_constant_is_left_out() =>
        Assert.That(typeof(Oids).GetProperties(BindingFlags.Public | BindingFlags.Static), Has.Length.EqualTo(Constants.Count));

    [Test]
    public void What_is_no_identifier_is_shown_as_its_bytes()
    {
        Assert.That(Oids.ToText([0x80]), Is.EqualTo("80"));
        Assert.That(Oids.ToText(new byte[128]), Is.EqualTo("a long identifier"));
    }

    private static byte[] Content(string dotted)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.WriteObjectIdentifier(dotted);
        return writer.Encode()[2..];
    }
}
