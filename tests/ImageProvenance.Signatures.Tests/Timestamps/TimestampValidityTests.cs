namespace ImageProvenance.Signatures.Tests;

public sealed class TimestampValidityTests
{
    private static readonly StampingAuthority Usual = StampingAuthority.Usual;

    private static readonly TimeSpan Tick = new(1);

    [Test]
    public void Both_ends_of_the_authoritys_time_belong_to_it()
    {
        var (start, end) = (TestToken.Noon, TestToken.Noon.AddHours(1));
        var authority = Usual.WithSigner(new(start, end));
        Stamp.Holds(Stamp.Token with { Time = start }, authority);
        Stamp.Holds(Stamp.Token with { Time = end }, authority);
        Assert.That(
            Stamp.Fails("timestamp-outside-authority-validity", Stamp.Token with { Time = start - Tick }, authority),
            Has.Property(nameof(Failure.Expected)).EqualTo("2026-06-01T12:00:00Z to 2026-06-01T13:00:00Z").And.Property(nameof(Failure.Actual)).EqualTo("2026-06-01T11:59:59.9999999Z"));
        Stamp.Fails("timestamp-outside-authority-validity", Stamp.Token with { Time = end + Tick }, authority);
    }

    [Test]
    public void Both_ends_of_the_signers_time_belong_to_it()
    {
        var authority = Usual.With(Usual.Issue(notBefore: TestToken.Noon, notAfter: TestToken.Noon.AddHours(1)));
        Both_ends_belong_to_it(authority, TestToken.Noon, TestToken.Noon.AddHours(1), "the certificate of its signer");
    }

    [Test]
    public void Both_ends_of_an_intermediate_authoritys_time_belong_to_it()
    {
        var root = TestCertificate.Authority("TSA root");
        var intermediate = Limited("CN=limited", root);
        Both_ends_belong_to_it(new(root, intermediate, Signer(intermediate)), TestToken.Noon, TestToken.Noon.AddHours(1), "the authority's certificate CN=limited");
    }

    [Test]
    public void Both_ends_of_the_anchors_time_belong_to_it()
    {
        var root = Limited("CN=limited root", null);
        var intermediate = TestCertificate.Authority("TSA intermediate", root);
        Both_ends_belong_to_it(new(root, intermediate, Signer(intermediate)), TestToken.Noon, TestToken.Noon.AddHours(1), "the authority's certificate CN=limited root");
    }

    private static void Both_ends_belong_to_it(StampingAuthority authority, DateTimeOffset start, DateTimeOffset end, string what)
    {
        var always = authority.WithSigner(new(TestCertificate.NotBefore, null));
        var token = new TestToken(authority.Signer);
        Stamp.Holds(token with { Time = start }, always);
        Stamp.Holds(token with { Time = end }, always);
        Assert.That(Stamp.Fails("timestamp-certificate-not-valid-at-time", token with { Time = start - Tick }, always).Message, Does.Contain(what));
        Assert.That(Stamp.Fails("timestamp-certificate-not-valid-at-time", token with { Time = end + Tick }, always).Expected, Is.EqualTo("2026-06-01T12:00:00Z to 2026-06-01T13:00:00Z"));
    }

    private static TestCertificate Limited(string name, TestCertificate? issuer) => TestCertificate.Make(
        name, issuer, [new System.Security.Cryptography.X509Certificates.X509BasicConstraintsExtension(true, false, 0, true)],
        notBefore: TestToken.Noon, notAfter: TestToken.Noon.AddHours(1));

    private static TestCertificate Signer(TestCertificate intermediate) => TestCertificate.Make("O=example.com,CN=TSA", intermediate, StampingAuthority.SignerExtensions);
}
