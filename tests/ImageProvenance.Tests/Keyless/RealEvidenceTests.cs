using ImageProvenance.Attestations;
using ImageProvenance.Policies;
using ImageProvenance.Signatures;
using ImageProvenance.Testing;

namespace ImageProvenance.Tests.Keyless;

/// <summary>Keyless evidence of other people's: images of slsa-github-generator and of Docker's builder, bundles of GitHub's and npm's.</summary>
public class RealEvidenceTests
{
    private const string GitHub = WellKnownIssuers.GitHubActions;
    private const string Generator = "https://github.com/slsa-framework/slsa-github-generator/.github/workflows/generator_container_slsa3.yml";
    private const string DockerBuilder = "https://github.com/docker/github-builder-experimental/.github/workflows/build.yml@refs/heads/build-reusable-workflow";

    [TestCase("v1.4.0")]
    [TestCase("v1.6.0")]
    [TestCase("v1.8.0")]
    [TestCase("v1.9.0")]
    [TestCase("v2.0.0")]
    public async Task Attestations_of_slsa_github_generator_behind_a_tag_are_proven(string version)
    {
        string layout = SharedData.Path("slsa-verifier", "gha_generic_container", version, "container_workflow_dispatch");
        string image = $"oci:{layout}@{(await File.ReadAllTextAsync(layout + ".digest")).Trim()}";

        await AssertDecision(image, Attested(SubjectMatch.Exact($"{Generator}@refs/tags/{version}")), Decision.Allow);
        await AssertDecision(image, Attested(SubjectMatch.Prefix(Generator)), Decision.Allow);
        await AssertDecision(image, Attested(SubjectMatch.Exact($"{Generator}@refs/tags/v9.9.9")), Decision.Deny, "identity-mismatch");
        await AssertDecision(image, Attested(SubjectMatch.Exact($"{Generator}@refs/tags/{version}"), "https://gitlab.com"), Decision.Deny, "issuer-mismatch");
        await AssertDecision(image, VerificationPolicy.Require(rule => rule.SignedBy(signer => signer.Keyless(GitHub, SubjectMatch.Prefix(Generator)))), Decision.Deny, "not-a-signature");
    }

    [TestCase("1-public.ecr.aws")]
    [TestCase("2-ghcr.io")]
    [TestCase("3-docker.io")]
    public async Task Signatures_of_Dockers_builder_over_attestation_manifests_are_proven(string name)
    {
        string layout = SharedData.Path("docker", "docker-actions-toolkit", "signed-attestation-manifests", name);
        var found = (ImageIndex)ManifestDocument.Parse(VerifiedBytes.Hash(await File.ReadAllBytesAsync(Path.Combine(layout, "index.json"))));
        string image = $"oci:{layout}@{found.Manifests[0].Digest}";

        await AssertDecision(image, VerificationPolicy.Require(rule => rule.SignedBy(signer => signer.Keyless(GitHub, DockerBuilder))), Decision.Allow);
        await AssertDecision(image, VerificationPolicy.Require(rule => rule.SignedBy(signer => signer.Keyless(GitHub, DockerBuilder + "-evil"))), Decision.Deny, "identity-mismatch");
    }

    [TestCase("github_provenance_demo-0.0.12-py3-none-any-bundle.jsonl", "github_provenance_demo-0.0.12-py3-none-any.whl", "github.trusted_root.json", null)]
    [TestCase("github_provenance_demo-0.0.12-py3-none-any-bundle.jsonl", "github_provenance_demo-0.0.12-py3-none-any.whl", "sigstore-public-good.trusted_root.json", "certificate-not-trusted")]
    [TestCase("github_provenance_demo-0.0.12-py3-none-any-bundle.jsonl", "sigstore-js-2.1.0.tgz", "github.trusted_root.json", "subject-mismatch")]
    [TestCase("github_provenance_demo-0.0.12-py3-none-any-bundle-missing-cert.jsonl", "github_provenance_demo-0.0.12-py3-none-any.whl", "github.trusted_root.json", "invalid-bundle")]
    [TestCase("github_provenance_demo-0.0.12-py3-none-any-bundle-missing-verification-material.jsonl", "github_provenance_demo-0.0.12-py3-none-any.whl", "github.trusted_root.json", "invalid-bundle")]
    [TestCase("sigstore-js-2.1.0-bundle.json", "sigstore-js-2.1.0.tgz", "sigstore-public-good.trusted_root.json", null)]
    [TestCase("sigstore-js-2.1.0-bundle.json", "sigstore-js-2.1.0.tgz", "github.trusted_root.json", "certificate-not-trusted")]
    [TestCase("sigstore-js-2.1.0-bundle-v0.1.json", "sigstore-js-2.1.0.tgz", "sigstore-public-good.trusted_root.json", null)]
    [TestCase("sigstoreBundle-invalid-signature.json", "sigstore-js-2.1.0.tgz", "sigstore-public-good.trusted_root.json", "unknown-payload-type")]
    public void Bundles_of_GitHub_and_npm_are_judged_by_their_own_instances(string bundle, string artifact, string root, string? refusal)
    {
        var content = VerifiedBytes.Hash(File.ReadAllBytes(SharedData.Path("github-attestations", artifact)));
        var trust = new TrustPlan([], TrustedRootFile.LoadAll(SharedData.Path("trust", root)), acceptsCertificates: true);

        Assert.That(FailureOf(SharedData.Path("github-attestations", bundle), Subject.Of(content), trust)?.Code, Is.EqualTo(refusal));
    }

    // With several instances trusted, each piece is judged by the one that issued its certificate.
    [Test]
    public void Several_instances_can_be_trusted_at_once()
    {
        TrustedInstance[] instances = [TrustedInstance.PublicGood, .. TrustedRootFile.LoadAll(SharedData.Path("trust", "github.trusted_root.json"))];
        var trust = new TrustPlan([], instances, acceptsCertificates: true);
        foreach (var (bundle, artifact) in new[] { ("sigstore-js-2.1.0-bundle.json", "sigstore-js-2.1.0.tgz"), ("github_provenance_demo-0.0.12-py3-none-any-bundle.jsonl", "github_provenance_demo-0.0.12-py3-none-any.whl") })
        {
            var subject = Subject.Of(VerifiedBytes.Hash(File.ReadAllBytes(SharedData.Path("github-attestations", artifact))));
            Assert.That(FailureOf(SharedData.Path("github-attestations", bundle), subject, trust), Is.Null, bundle);
        }
    }

    [TestCase(0, false)]
    [TestCase(1000, true)]
    public async Task The_age_of_the_embedded_root_is_in_the_report(int days, bool isOld)
    {
        string layout = SharedData.Path("slsa-verifier", "gha_generic_container", "v2.0.0", "container_workflow_dispatch");
        using var verifier = new ImageVerifier(new ImageVerifierOptions { TimeProvider = new ManualTimeProvider(new(PublicGoodRoot.Date.AddDays(days), default, default)) });
        var report = await verifier.VerifyAsync($"oci:{layout}@{(await File.ReadAllTextAsync(layout + ".digest")).Trim()}", Attested(SubjectMatch.Prefix(Generator)));

        Assert.That(report.Findings.Any(finding => finding.Code == "embedded-root-old"), Is.EqualTo(isOld));
        Assert.That(report.Decision, Is.EqualTo(Decision.Allow), "age is a warning, and no verdict");
    }

    private static Failure? FailureOf(string bundle, Subject subject, TrustPlan trust)
    {
        try
        {
            return BundleVerifier.Verify(subject, SigstoreBundle.Parse(File.ReadAllBytes(bundle)), trust).Failure;
        }
        catch (MalformedContentException e)
        {
            return e.Failure;
        }
    }

    private static VerificationPolicy Attested(SubjectMatch identity, string issuer = GitHub) =>
        VerificationPolicy.Require(rule => rule.HasAttestation(Predicates.SlsaProvenance, attestation => attestation.By(signer => signer.Keyless(issuer, identity))));

    private static async Task AssertDecision(string image, VerificationPolicy policy, Decision decision, string? code = null)
    {
        using var verifier = new ImageVerifier();
        var report = await verifier.VerifyAsync(image, policy);
        Assert.That(report.Decision, Is.EqualTo(decision), report.Explain());
        if (code is not null)
            Assert.That(report.Explain(), Does.Contain(code));
    }
}
