using System.Text.Json;
using ImageProvenance.Policies;
using ImageProvenance.Signatures;
using ImageProvenance.Testing;

namespace ImageProvenance.Tests.Pipeline;

/// <summary>Images signed by somebody whom a Sigstore instance names, from the registry to the report.</summary>
public class KeylessPipelineTests
{
    private const string Slsa = "https://slsa.dev/provenance/v1";
    private const string SaysApp = """{"buildDefinition":{"buildType":"https://actions.github.io/buildtypes/workflow/v1","externalParameters":{"workflow":{"repository":"https://github.com/acme/app"}}}}""";

    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TestIdentity Release = TestIdentity.GitHubActions("acme/app");
    private static readonly TestIdentity Stranger = TestIdentity.GitHubActions("evil/app");
    private static readonly Action<SignerBuilder> App = signer => signer.GitHubActions("acme/app", workflow: "release.yml");

    // The five lines that the library is for.
    private static readonly VerificationPolicy Policy = VerificationPolicy.Require(image => image
        .SignedBy(App)
        .HasProvenance(provenance => provenance.BuiltFrom("https://github.com/acme/app")));

    private VirtualSigstore _sigstore = null!;

    [SetUp]
    public void SetUp() => _sigstore = new(new ManualTimeProvider(Now));

    [TearDown]
    public void TearDown() => _sigstore.Dispose();

    [Test]
    public async Task Signed_and_attested_by_the_workflow_it_is_allowed([Values(Place.ReferrersApi, Place.ReferrersTag, Place.Layout)] Place place, [Values] bool byTag)
    {
        using var scene = Scene(place);
        if (byTag)
        {
            scene.Image.SignWithTag(_sigstore, Release);
            scene.Image.AttestWithTag(_sigstore, Release, Slsa, SaysApp);
        }
        else
        {
            scene.Image.SignWithBundle(_sigstore, Release);
            scene.Image.AttestWithBundle(_sigstore, Release, Slsa, SaysApp);
        }

        var report = await scene.VerifyAsync(Policy);

        Verdict.IsAllowed(report);
        Assert.That(report.Provenance.Single().IsAuthenticated, Is.True);
        Assert.That(report.Explain(), Does.Contain($"Signed by keyless {Release.Name} (issuer {Release.Issuer}), at 2026-03-01T12:00:00Z by ").And.Contain("rekor.sigstore.test").And.Contain("authenticated by a trusted signer"));
    }

    // A stranger's certificate is of the same instance and proves the stranger's name; nothing of that is what is asked for.
    [Test]
    public async Task Signed_and_attested_by_somebody_else_it_is_denied_and_nothing_of_it_is_called_proven()
    {
        using var scene = Scene();
        scene.Image.SignWithBundle(_sigstore, Stranger);
        scene.Image.AttestWithBundle(_sigstore, Stranger, Slsa, SaysApp);

        var report = await scene.VerifyAsync(Policy);

        Verdict.IsDenied(report, "identity-mismatch");
        Assert.That(report.Evidence.Select(piece => (piece.IsProven, piece.Signer, piece.Failure?.Code, piece.Log.Count, piece.Times.Count)), Is.All.EqualTo((false, (Signer?)null, "identity-mismatch", 0, 0)).And.Exactly(2).Items);
        Assert.That(report.Evidence.Select(piece => piece.ClaimedSigner?.Certificate?.Name), Is.All.EqualTo(Stranger.Name));
        Assert.That(report.Provenance.Single().IsAuthenticated, Is.False);
        Assert.That(report.Explain(), Does.Contain(Stranger.Name).And.Contain("claimed, not proven"));
    }

    [Test]
    public async Task Provenance_by_somebody_else_beside_a_good_signature_is_not_authenticated()
    {
        using var scene = Scene();
        scene.Image.SignWithBundle(_sigstore, Release);
        scene.Image.AttestWithBundle(_sigstore, Stranger, Slsa, SaysApp);

        var report = await scene.VerifyAsync(Policy);

        Verdict.IsDenied(report, "identity-mismatch");
        Assert.That(report.Evidence.Select(piece => (piece.Kind, piece.IsProven)), Is.EquivalentTo(new[] { ("signature", true), ("attestation", false) }));
        Assert.That(report.Provenance.Single().IsAuthenticated, Is.False);
    }

    [Test]
    public async Task An_instance_that_is_not_trusted_proves_nothing()
    {
        using var scene = new TestScene();
        scene.Image.SignWithBundle(_sigstore, Release);

        Verdict.IsDenied(await scene.VerifyAsync(VerificationPolicy.Require(image => image.SignedBy(App))), "certificate-not-trusted");
    }

    [Test]
    public async Task Several_instances_are_trusted_at_once_each_with_what_it_has()
    {
        using var internalSigstore = new VirtualSigstore(new ManualTimeProvider(Now), new() { Name = "internal.test", Logs = [], CertificateLogs = 0 });
        using var scene = new TestScene(configure: options => options with { TrustedInstances = [_sigstore.Instance, internalSigstore.Instance] });
        scene.Image.SignWithBundle(internalSigstore, Release);

        Verdict.IsAllowed(await scene.VerifyAsync(VerificationPolicy.Require(image => image.SignedBy(App))));
        Verdict.IsDenied(await scene.VerifyAsync(VerificationPolicy.Require(image => image.SignedBy(signer => signer.GitHubActions("acme/app").RequireLogEntries(1)))), "too-few-log-entries");
        Verdict.IsDenied(await scene.VerifyAsync(VerificationPolicy.Require(image => image.SignedBy(signer => signer.GitHubActions("acme/app").RequireScts(1)))), "too-few-scts");
    }

    [Test]
    public async Task What_one_requirement_does_not_ask_for_another_still_does()
    {
        using var scene = Scene();
        _sigstore.NextSct.IsMissing();
        scene.Image.SignWithBundle(_sigstore, Release);
        Action<SignerBuilder> relaxed = signer => signer.GitHubActions("acme/app").WithoutSctUnsafe();

        Verdict.IsAllowed(await scene.VerifyAsync(VerificationPolicy.Require(image => image.SignedBy(relaxed))));
        var both = await scene.VerifyAsync(VerificationPolicy.Require(image => image.SignedBy(relaxed).SignedBy(App)));
        Verdict.IsDenied(both, "too-few-scts");
        Assert.That(both.Tree.Children.Single().Children.Select(child => child.Outcome), Is.EqualTo(new[] { Outcome.Pass, Outcome.Fail }));
        Verdict.IsDenied(await scene.VerifyAsync(VerificationPolicy.Require(image => image.SignedBy(App))));
    }

    [Test]
    public async Task Signatures_by_keys_stay_as_they_are_beside_keyless_ones()
    {
        using var scene = Scene();
        scene.Image.SignWithBundle(TestScene.Key);
        scene.Image.SignWithBundle(_sigstore, Stranger);

        Verdict.IsAllowed(await scene.VerifyAsync());
        Verdict.IsAllowed(await scene.VerifyAsync(VerificationPolicy.Require(image => image.AnyOf(any => any.SignedBy(App).SignedBy(signer => signer.Key(TestScene.Key.PublicKeyPem))))));
        Verdict.IsDenied(await scene.VerifyAsync(VerificationPolicy.Require(image => image.SignedBy(App))), "identity-mismatch");
    }

    [Test]
    public async Task The_json_names_signer_times_and_log()
    {
        using var scene = Scene();
        scene.Image.SignWithBundle(_sigstore, Release);

        var report = await scene.VerifyAsync(VerificationPolicy.Require(image => image.SignedBy(App)));
        using var json = JsonDocument.Parse(report.ToJson());
        var piece = json.RootElement.GetProperty("evidence").EnumerateArray().Single();
        var signer = piece.GetProperty("signer");

        Assert.That(piece.GetProperty("proven").GetBoolean(), Is.True);
        Assert.That(signer.EnumerateObject().Select(member => member.Name), Is.EqualTo(new[] { "kind", "identity", "issuer", "extensions" }));
        Assert.That((signer.GetProperty("kind").GetString(), signer.GetProperty("identity").GetString(), signer.GetProperty("issuer").GetString()), Is.EqualTo(("keyless", Release.Name, Release.Issuer)));
        Assert.That(signer.GetProperty("extensions").GetProperty("sourceRepositoryUri").GetString(), Is.EqualTo("https://github.com/acme/app"));
        Assert.That(signer.GetProperty("extensions").GetProperty("gitHubWorkflowRef").GetString(), Is.EqualTo("refs/heads/main"));
        foreach (var time in piece.GetProperty("times").EnumerateArray())
        {
            Assert.That(time.EnumerateObject().Select(member => member.Name), Is.EqualTo(new[] { "source", "time" }));
            Assert.That(time.GetProperty("time").GetString(), Is.EqualTo("2026-03-01T12:00:00Z"));
        }

        Assert.That(piece.GetProperty("times").GetArrayLength(), Is.EqualTo(report.Evidence.Single().Times.Count).And.Positive);
        var entry = piece.GetProperty("log").EnumerateArray().Single();
        Assert.That(entry.EnumerateObject().Select(member => member.Name), Is.EqualTo(new[] { "origin", "index" }));
        Assert.That((entry.GetProperty("origin").GetString(), entry.GetProperty("index").GetInt64()), Is.EqualTo((report.Evidence.Single().Log.Single().Origin, report.Evidence.Single().Log.Single().Index)));
    }

    [Test]
    public async Task Inspection_shows_whom_certificates_claim_to_name([Values] bool byTag)
    {
        using var scene = new TestScene();
        if (byTag)
        {
            scene.Image.SignWithTag(_sigstore, Release);
            scene.Image.AttestWithTag(_sigstore, Release, Slsa, SaysApp);
        }
        else
        {
            scene.Image.SignWithBundle(_sigstore, Release);
            scene.Image.AttestWithBundle(_sigstore, Release, Slsa, SaysApp);
        }

        var evidence = await scene.InspectAsync();
        using var json = JsonDocument.Parse(evidence.ToJson());

        Assert.That(evidence.All.Select(piece => (piece.IsProven, piece.ClaimedSigner?.Kind, piece.ClaimedSigner?.Id)), Is.All.EqualTo((false, "certificate", Release.Name)).And.Exactly(2).Items);
        Assert.That(evidence.Explain(), Does.Contain($"certificate {Release.Name} (issuer {Release.Issuer}) (claimed)"));
        foreach (var piece in json.RootElement.GetProperty("platforms")[0].GetProperty("evidence").EnumerateArray())
        {
            Assert.That(piece.GetProperty("signer").GetProperty("identity").GetString(), Is.EqualTo(Release.Name));
            Assert.That(piece.GetProperty("signer").GetProperty("issuer").GetString(), Is.EqualTo(Release.Issuer));
            Assert.That(piece.GetProperty("signer").GetProperty("extensions").GetProperty("buildTrigger").GetString(), Is.EqualTo("push"));
            Assert.That((piece.GetProperty("times").GetArrayLength(), piece.GetProperty("log").GetArrayLength()), Is.EqualTo((0, 0)), "nothing is judged");
        }
    }

    [TestCase("no PEM")]
    [TestCase("-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n")]
    public async Task A_certificate_that_cannot_be_read_names_nobody(string pem)
    {
        using var scene = new TestScene();
        var layer = CosignArtifacts.SignatureLayer(TestScene.Key, CosignArtifacts.SimpleSigningPayload(scene.Image.Digest, "acme/app"));
        scene.Image.AttachTag("sig", new TestContent(layer.MediaType, layer.Bytes) { Annotations = new Dictionary<string, string>(layer.Annotations!) { [Attestations.CosignAnnotations.CertificateKey] = pem } });

        var evidence = await scene.InspectAsync();
        using var json = JsonDocument.Parse(evidence.ToJson());

        var claim = json.RootElement.GetProperty("platforms")[0].GetProperty("evidence")[0].GetProperty("signer");
        Assert.That(claim.EnumerateObject().Select(member => (member.Name, member.Value.GetString())), Is.EqualTo(new[] { ("kind", "certificate") }));
    }

    [Test]
    public void A_named_policy_that_no_instance_could_satisfy_is_a_mistake_of_the_verifier() =>
        Assert.That(() => new ImageVerifier(new() { TrustedInstances = [], Policies = new Dictionary<string, VerificationPolicy> { ["production"] = Policy } }), Throws.TypeOf<PolicyException>().With.Message.Contains("trusted root"));

    private TestScene Scene(Place place = Place.ReferrersApi) => new(place: place, configure: options => options with { TrustedInstances = [_sigstore.Instance] });
}
