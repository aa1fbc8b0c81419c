using System.Formats.Asn1;
using System.Text;

namespace ImageProvenance.Signatures.Tests;

public sealed class CertificateIdentityTests
{
    private const string Arc = "1.3.6.1.4.1.57264.1";
    private const string Workflow = "https://github.com/owner/name/.github/workflows/release.yml@refs/heads/main";

    private static readonly byte[] SomeName = Uri("https://example.com/workflow");

    [Test]
    public void The_one_name_is_an_email_address_a_URI_or_a_user_name()
    {
        var (email, uri, user) = (Named(Email("a@example.com")), Named(Uri(Workflow)), Named(UserName("user!example.com")));

        Assert.That((email.Kind, email.Name), Is.EqualTo((SubjectNameKind.Email, "a@example.com")));
        Assert.That((uri.Kind, uri.Name), Is.EqualTo((SubjectNameKind.Uri, Workflow)));
        Assert.That((user.Kind, user.Name), Is.EqualTo((SubjectNameKind.UserName, "user!example.com")));
        Assert.That(uri.Issuer, Is.Null);
        Assert.That(uri.Extensions, Is.Empty);
    }

    [Test]
    public void A_user_name_may_be_of_any_language() => Assert.That(Named(UserName("jürgen!example.com")).Name, Is.EqualTo("jürgen!example.com"));

    private static IEnumerable<TestCaseData> OtherNames()
    {
        yield return new TestCaseData(Array.Empty<byte>()).SetArgDisplayNames("no name");
        yield return new TestCaseData((byte[])[.. Uri("https://a"), .. Uri("https://a")]).SetArgDisplayNames("two names");
        yield return new TestCaseData((byte[])[.. Email("a@b"), .. Uri("https://a")]).SetArgDisplayNames("two forms of names");
        yield return new TestCaseData((byte[])[.. UserName("a!b"), .. UserName("a!b")]).SetArgDisplayNames("two user names");
        yield return new TestCaseData(Der.Tagged(0x82, Some.Utf8("example.com"))).SetArgDisplayNames("a DNS name");
        yield return new TestCaseData(Der.Tagged(0x87, [127, 0, 0, 1])).SetArgDisplayNames("an IP address");
        yield return new TestCaseData(Der.Tagged(0xA4, CertificateParts.Name("somebody"))).SetArgDisplayNames("a directory name");
        yield return new TestCaseData(Email("")).SetArgDisplayNames("an empty email address");
        yield return new TestCaseData(Uri("")).SetArgDisplayNames("an empty URI");
        yield return new TestCaseData(UserName("")).SetArgDisplayNames("an empty user name");
        yield return new TestCaseData(Uri("https://a\n")).SetArgDisplayNames("a line break");
        yield return new TestCaseData(Uri("https://a\0.b")).SetArgDisplayNames("a NUL");
        yield return new TestCaseData(Email("a@b\u007F")).SetArgDisplayNames("a DEL");
        yield return new TestCaseData(UserName("a\u0085!b")).SetArgDisplayNames("a control character beyond ASCII");
        yield return new TestCaseData(Der.Tagged(0x86, [0x68, 0xE4])).SetArgDisplayNames("a URI that is not ASCII");
        yield return new TestCaseData(Der.Tagged(0xA6, Der.Text(UniversalTagNumber.IA5String, "https://a"))).SetArgDisplayNames("a URI that is constructed");
        yield return new TestCaseData(OtherName("1.3.6.1.4.1.311.20.2.3", Utf8("user@example.com"))).SetArgDisplayNames("a user name of somebody else");
        yield return new TestCaseData(OtherName($"{Arc}.7", Der.Text(UniversalTagNumber.IA5String, "a!b"))).SetArgDisplayNames("a user name in another encoding");
        yield return new TestCaseData(OtherName($"{Arc}.7", Utf8("a!b"), Utf8("c!d"))).SetArgDisplayNames("a user name with another behind it");
        yield return new TestCaseData(Der.Tagged(0xA0, Der.Oid($"{Arc}.7"), Utf8("a!b"))).SetArgDisplayNames("a user name that is not wrapped");
        yield return new TestCaseData(Der.Tagged(0xA0, Der.Oid($"{Arc}.7"), Der.Tagged(0xA0, Utf8("a!b")), Der.Null)).SetArgDisplayNames("a user name with more");
        yield return new TestCaseData(Der.Tagged(0xA0, Der.Oid($"{Arc}.7"), Der.Tagged(0xA1, Utf8("a!b")))).SetArgDisplayNames("a user name under another tag");
        yield return new TestCaseData(OtherName($"{Arc}.7", Der.Tagged(0x0C, [0xC3, 0x28]))).SetArgDisplayNames("a user name that is no UTF-8");
    }

    [TestCaseSource(nameof(OtherNames))]
    public void Anything_else_names_nobody(byte[] names) => Refused(() => Named(names));

    [Test]
    public void A_certificate_without_names_names_nobody()
    {
        Assert.That(Refused(() => CertificateIdentity.Read(new CertificateParts().Parse())).Message, Does.Contain("no subject alternative name"));
        Refused(() => Read(("2.5.29.17", [])));
        Refused(() => Read(("2.5.29.17", Uri("https://a"))));
        Refused(() => Read(("2.5.29.17", [.. Der.Sequence(Uri("https://a")), 0])));
    }

    [Test]
    public void The_first_six_extensions_are_bare_text()
    {
        for (int number = 1; number <= 6; number++)
        {
            Assert.That(Extended(number, Some.Utf8("the text é"))[(FulcioExtension)number], Is.EqualTo("the text é"));
            Refused(() => Extended(number, [0xC3, 0x28]));
            Refused(() => Extended(number, Some.Utf8("a\tb")));
            Refused(() => Extended(number, Some.Utf8("a\u0085b")));
        }
    }

    [Test]
    public void The_others_are_UTF8_strings_and_nothing_more()
    {
        for (int number = 8; number <= 24; number++)
        {
            Assert.That(Extended(number, Utf8("the text é"))[(FulcioExtension)number], Is.EqualTo("the text é"));
            Assert.That(Extended(number, Utf8(new string('a', 300)))[(FulcioExtension)number], Has.Length.EqualTo(300));
            Refused(() => Extended(number, Some.Utf8("the text")));
            Refused(() => Extended(number, [.. Utf8("the text"), 0]));
            Refused(() => Extended(number, [.. Utf8("the text"), .. Utf8("more")]));
            Refused(() => Extended(number, Der.Text(UniversalTagNumber.IA5String, "the text")));
            Refused(() => Extended(number, Der.Tagged(0x0C, [0xC3, 0x28])));
            Refused(() => Extended(number, Utf8("a\rb")));
            Refused(() => Extended(number, []));
        }
    }

    [Test]
    public void A_refusal_says_which_extension() =>
        Assert.That(Refused(() => Extended(12, [1])).Message, Does.Contain("SourceRepositoryUri"));

    [Test]
    public void Numbers_that_are_not_known_are_left_alone()
    {
        foreach (string oid in new[] { $"{Arc}.0", $"{Arc}.7", $"{Arc}.25", $"{Arc}.127", $"{Arc}.128", $"{Arc}.1032", $"{Arc}.8.1", Arc, "1.3.6.1.4.1.57264.2.8" })
            Assert.That(Read(("2.5.29.17", Der.Sequence(SomeName)), (oid, [0xFF])).Extensions, Is.Empty, oid);
    }

    [Test]
    public void A_text_is_not_too_long()
    {
        Assert.That(Extended(3, Some.Utf8(new string('a', 8192)))[FulcioExtension.GitHubWorkflowSha], Has.Length.EqualTo(8192));
        Refused(() => Extended(3, Some.Utf8(new string('a', 8193))));
        Assert.That(Extended(13, Utf8(new string('a', 8192)))[FulcioExtension.SourceRepositoryDigest], Has.Length.EqualTo(8192));
        Refused(() => Extended(13, Utf8(new string('a', 8193))));
        Refused(() => Named(Uri(new string('a', 8193))));
    }

    [Test]
    public void The_issuer_is_the_new_extension_else_the_old()
    {
        Assert.That(Issued(Some.Utf8("https://old"), null).Issuer, Is.EqualTo("https://old"));
        Assert.That(Issued(null, Utf8("https://new")).Issuer, Is.EqualTo("https://new"));
        Assert.That(Issued(Some.Utf8("https://same"), Utf8("https://same")).Issuer, Is.EqualTo("https://same"));
        Assert.That(Issued(null, null).Issuer, Is.Null);
    }

    [Test]
    public void Two_issuers_that_differ_are_none()
    {
        var failure = Refused(() => Issued(Some.Utf8("https://old"), Utf8("https://new")));

        Assert.That((failure.Expected, failure.Actual), Is.EqualTo(("https://new", "https://old")));
        Refused(() => Issued(Some.Utf8("https://old"), Utf8("HTTPS://old")));
        Refused(() => Issued(Some.Utf8("https://old"), Utf8("")));
        Refused(() => Issued([], Utf8("https://new")));
    }

    [Test]
    public void An_empty_issuer_is_none()
    {
        Refused(() => Issued([], null));
        Refused(() => Issued(null, Utf8("")));
        Refused(() => Issued([], Utf8("")));
    }

    [Test]
    public void An_extension_that_is_not_there_is_null()
    {
        var identity = Extended(20, Utf8("push"));

        Assert.That(identity[FulcioExtension.BuildTrigger], Is.EqualTo("push"));
        Assert.That(identity[FulcioExtension.RunnerEnvironment], Is.Null);
        Assert.That(identity.ToString(), Is.EqualTo("https://example.com/workflow"));
        Assert.That(Issued(null, Utf8("https://new")).ToString(), Is.EqualTo("https://example.com/workflow (issuer https://new)"));
    }

    [TestCaseSource(typeof(RealLeafs), nameof(RealLeafs.Cases))]
    public void A_real_workflow_says_all_that_GitHub_knows(string name)
    {
        var identity = CertificateIdentity.Read(RealLeafs.Of(name));

        Assert.That(identity.Kind, Is.EqualTo(SubjectNameKind.Uri));
        Assert.That(identity.Name, Does.StartWith("https://github.com/"));
        Assert.That(identity.Issuer, Is.EqualTo("https://token.actions.githubusercontent.com"));
        Assert.That(identity[FulcioExtension.BuildSignerUri], Is.EqualTo(identity.Name));
        Assert.That(identity[FulcioExtension.SourceRepositoryUri], Is.EqualTo($"https://github.com/{identity[FulcioExtension.GitHubWorkflowRepository]}"));
        Assert.That(identity[FulcioExtension.SourceRepositoryDigest], Is.EqualTo(identity[FulcioExtension.GitHubWorkflowSha]).And.Length.EqualTo(40));
        Assert.That(identity.Extensions.Keys.Min(), Is.EqualTo(FulcioExtension.IssuerV1));
    }

    private static CertificateIdentity Named(byte[] names) => Read(("2.5.29.17", Der.Sequence(names)));

    private static CertificateIdentity Extended(int number, byte[] value) => Read(("2.5.29.17", Der.Sequence(SomeName)), ($"{Arc}.{number}", value));

    private static CertificateIdentity Issued(byte[]? old, byte[]? issuer) =>
        Read([("2.5.29.17", Der.Sequence(SomeName)), .. old is null ? [] : new[] { ($"{Arc}.1", old) }, .. issuer is null ? [] : new[] { ($"{Arc}.8", issuer) }]);

    private static CertificateIdentity Read(params (string Oid, byte[] Value)[] extensions) =>
        CertificateIdentity.Read((new CertificateParts { Extensions = [.. extensions.Select(extension => CertificateParts.Extension(extension.Oid, extension.Value))] }).Parse());

    private static byte[] Email(string text) => Der.Tagged(0x81, Encoding.ASCII.GetBytes(text));

    private static byte[] Uri(string text) => Der.Tagged(0x86, Encoding.ASCII.GetBytes(text));

    private static byte[] UserName(string text) => OtherName($"{Arc}.7", Utf8(text));

    private static byte[] OtherName(string type, params byte[][] values) => Der.Tagged(0xA0, Der.Oid(type), Der.Tagged(0xA0, values));

    private static byte[] Utf8(string text) => Der.Tagged(0x0C, Some.Utf8(text));

    private static Failure Refused(Action read)
    {
        var failure = Assert.Throws<MalformedContentException>(() => read())!.Failure;
        Assert.That(failure.Code, Is.EqualTo("invalid-certificate"));
        return failure;
    }
}
