using ImageProvenance.Testing;

namespace ImageProvenance.Cli.Tests.Commands;

/// <summary><c>imageprov verify</c> by a certificate's identity and issuer.</summary>
public sealed class KeylessVerifyTests
{
    private const string Issuer = "https://token.actions.githubusercontent.com";
    private const string Slsa = "https://slsa.dev/provenance/v1";

    private static readonly TestIdentity Release = TestIdentity.GitHubActions("acme/app");
    private static readonly string[] Signer = ["--certificate-identity", Release.Name, "--certificate-oidc-issuer", Issuer];

    private readonly ManualTimeProvider _clock = new(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));
    private TemporaryFolder _folder = null!;
    private VirtualSigstore _sigstore = null!;
    private VirtualSigstore _other = null!;
    private string _image = null!;
    private string _root = null!;
    private string _otherRoot = null!;

    [OneTimeSetUp]
    public void SetUp()
    {
        _folder = new();
        (_sigstore, _other) = (new(_clock), new(_clock, new() { Name = "other.test" }));
        var registry = new InMemoryRegistry();
        var image = registry.Push("acme/app:1", TestImage.FromScratch());
        image.SignWithBundle(_sigstore, Release);
        image.AttestWithBundle(_sigstore, Release, Slsa, "{}");
        string layout = Path.Combine(_folder.Path, "layout");
        registry.SaveLayout("acme/app", layout);
        _image = $"oci:{layout}@{image.Digest}";
        (_root, _otherRoot) = (Root("root.json", _sigstore), Root("other.json", _other));
    }

    [OneTimeTearDown]
    public void TearDown()
    {
        _sigstore.Dispose();
        _other.Dispose();
        _folder.Dispose();
    }

    [Test]
    public async Task Identity_and_issuer_decide([Values("", "--attestation slsa-provenance", "--attestation slsa-provenance --signature")] string asked)
    {
        string[] options = asked.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var allowed = await VerifyAsync([.. Signer, .. options, "--trusted-root", _root]);
        var anotherName = await VerifyAsync(["--certificate-identity", Release.Name + "x", "--certificate-oidc-issuer", Issuer, .. options, "--trusted-root", _root]);
        var anotherIssuer = await VerifyAsync(["--certificate-identity", Release.Name, "--certificate-oidc-issuer", "https://gitlab.com", .. options, "--trusted-root", _root]);

        Assert.That(allowed.ExitCode, Is.Zero, allowed.Output + allowed.Error);
        Assert.That(allowed.Output, Does.StartWith("ALLOWED").And.Contain(Release.Name));
        Assert.That((anotherName.ExitCode, anotherIssuer.ExitCode), Is.EqualTo((1, 1)));
        Assert.That(anotherName.Output, Does.Contain("identity-mismatch").And.Contain($"expected  {Release.Name}x").And.Contain($"found     {Release.Name}"));
        Assert.That(anotherIssuer.Output, Does.Contain("issuer-mismatch"));
    }

    [Test]
    public async Task Only_the_instances_that_are_named_are_trusted()
    {
        Assert.That((await VerifyAsync([.. Signer])).ExitCode, Is.EqualTo(1), "the public instance did not issue it");
        Assert.That((await VerifyAsync([.. Signer, "--trusted-root", _otherRoot])).ExitCode, Is.EqualTo(1));
        Assert.That((await VerifyAsync([.. Signer, "--trusted-root", _otherRoot, "--trusted-root", _root])).ExitCode, Is.Zero);
    }

    [Test]
    public async Task A_policy_document_is_judged_with_the_instances_too()
    {
        string policy = _folder.File("policy.json", """{ "version": 1, "name": "p", "otherwise": { "require": { "type": "signature", "by": { "gitHubActions": { "repository": "acme/app", "workflow": "release.yml" } } } } }""");

        Assert.That((await VerifyAsync(["--policy", policy, "--trusted-root", _root])).ExitCode, Is.Zero);
        Assert.That((await VerifyAsync(["--policy", policy])).ExitCode, Is.EqualTo(1));
    }

    [Test]
    public async Task The_json_names_the_signer()
    {
        var run = await VerifyAsync([.. Signer, "--trusted-root", _root, "--output", "json"]);

        var signer = run.Json.GetProperty("evidence").EnumerateArray().First(piece => piece.GetProperty("proven").GetBoolean()).GetProperty("signer");
        Assert.That((signer.GetProperty("identity").GetString(), signer.GetProperty("issuer").GetString()), Is.EqualTo((Release.Name, Issuer)));
    }

    [TestCase("an identity alone", new[] { "--certificate-identity", "x" }, "--certificate-oidc-issuer")]
    [TestCase("an issuer alone", new[] { "--certificate-oidc-issuer", Issuer }, "--certificate-identity")]
    [TestCase("an empty identity", new[] { "--certificate-identity", "", "--certificate-oidc-issuer", Issuer }, "must not be empty")]
    [TestCase("an empty issuer", new[] { "--certificate-identity", "x", "--certificate-oidc-issuer", " " }, "must not be empty")]
    [TestCase("an issuer that is no URL", new[] { "--certificate-identity", "x", "--certificate-oidc-issuer", "github" }, "'github' is no issuer")]
    [TestCase("two identities", new[] { "--certificate-identity", "x", "--certificate-identity", "y", "--certificate-oidc-issuer", Issuer }, "--certificate-identity")]
    [TestCase("a key too", new[] { "--certificate-identity", "x", "--certificate-oidc-issuer", Issuer, "--key", "KEY" }, "contradict")]
    [TestCase("a key and half an identity", new[] { "--certificate-identity", "x", "--key", "KEY" }, "contradict")]
    [TestCase("a policy too", new[] { "--certificate-identity", "x", "--certificate-oidc-issuer", Issuer, "--policy", "p.json" }, "--policy says all")]
    [TestCase("a policy and half an identity", new[] { "--certificate-oidc-issuer", Issuer, "--policy", "p.json" }, "--policy says all")]
    [TestCase("a root that is not there", new[] { "--key", "KEY", "--trusted-root", "no-such.json" }, "no-such.json")]
    [TestCase("a root that is none", new[] { "--key", "KEY", "--trusted-root", "KEY" }, "cosign.pub")]
    [TestCase("nobody", new string[0], "--certificate-identity ID")]
    public async Task Misuse_is_two_with_one_line_and_an_empty_output(string misuse, string[] options, string says)
    {
        var run = await VerifyAsync([.. options.Select(option => option == "KEY" ? ToolRun.ReleaseKey : option)]);

        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(2), misuse);
            Assert.That(run.Output, Is.Empty);
            Assert.That(run.Error, Does.Contain(says));
            Assert.That(run.Error.TrimEnd().Split('\n'), Has.Length.EqualTo(1));
        });
    }

    private Task<ToolRun> VerifyAsync(string[] options) => ToolRun.Of(["verify", _image, .. options]);

    private string Root(string name, VirtualSigstore sigstore) => _folder.File(name, System.Text.Encoding.UTF8.GetString(sigstore.TrustedRootJson.Span));
}
