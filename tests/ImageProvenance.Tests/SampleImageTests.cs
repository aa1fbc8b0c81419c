using ImageProvenance.Policies;

namespace ImageProvenance.Tests;

/// <summary>The sample images, made by the real programs.</summary>
public class SampleImageTests
{
    private static readonly string Samples = Path.Combine(SharedData.RepositoryRoot, "samples", "images");

    private static VerificationPolicy Signed { get; } = VerificationPolicy.Require(rule => rule.SignedBy(Cosign));

    private static VerificationPolicy Attested { get; } = VerificationPolicy.Require(rule => rule.HasAttestation(Predicates.SlsaProvenance, a => a.By(Cosign)));

    private static VerificationPolicy Everything { get; } = VerificationPolicy.Require(rule => rule
        .SignedBy(Cosign).HasAttestation(Predicates.SlsaProvenance).ConsistentWithImage());

    [Test]
    public async Task The_signed_sample_is_allowed_by_everything()
    {
        using var verifier = new ImageVerifier();
        foreach (var policy in new[] { Signed, Attested, Everything, TestScene.Consistent })
            Verdict.IsAllowed(await verifier.VerifyAsync(Sample("signed"), policy));
        var report = await verifier.VerifyAsync(Sample("signed"), Everything);
        Assert.That(report.Evidence.Count(piece => piece is { IsProven: true, Kind: "signature" }), Is.EqualTo(2));
        Assert.That(report.Evidence.Count(piece => piece is { IsProven: true, Kind: "attestation" }), Is.EqualTo(2));
        Assert.That(report.Platforms.Select(platform => platform.Key), Is.EquivalentTo(new[] { "linux/amd64", "linux/arm64" }));
    }

    [TestCase("unsigned", "signature-missing")]
    [TestCase("tampered", "signature-missing")]
    [TestCase("other-key", "signature-mismatch")]
    public async Task The_other_samples_are_denied_where_a_signature_is_required(string sample, string code)
    {
        using var verifier = new ImageVerifier();
        Verdict.IsDenied(await verifier.VerifyAsync(Sample(sample), Signed), code);
        Verdict.IsDenied(await verifier.VerifyAsync(Sample(sample), Attested));
    }

    [TestCase("unsigned")]
    [TestCase("other-key")]
    public async Task Samples_with_their_own_provenance_are_consistent(string sample)
    {
        using var verifier = new ImageVerifier();
        Verdict.IsAllowed(await verifier.VerifyAsync(Sample(sample), TestScene.Consistent));
    }

    [Test]
    public async Task The_tampered_sample_carries_the_provenance_of_another_image_on_every_platform()
    {
        using var verifier = new ImageVerifier();
        var report = await verifier.VerifyAsync(Sample("tampered"), TestScene.Consistent);
        Verdict.IsDenied(report, "provenance-of-another-image");
        Assert.That(report.Provenance.Select(said => said.IsConsistent), Is.EqualTo(new bool?[] { false, false }));
    }

    [TestCase("signed", 2)]
    [TestCase("unsigned", 2)]
    [TestCase("other-key", 2)]
    [TestCase("tampered", 2)]
    public async Task Samples_are_shown_without_error_by_platform(string sample, int platforms)
    {
        using var verifier = new ImageVerifier();
        var evidence = await verifier.InspectAsync(Sample(sample));
        Assert.That(evidence.Error, Is.Null);
        Assert.That(evidence.Unread, Is.Empty);
        Assert.That(evidence.Platforms, Has.Count.EqualTo(platforms));
        Assert.That(evidence.Platforms.Select(platform => platform.Provenance), Has.All.Not.Null);
        Assert.That(() => evidence.ToJson() + evidence.ToTreeJson() + evidence.ToProvenanceJson() + evidence.Explain(), Throws.Nothing);
    }

    private static string Sample(string name) => $"oci:{Path.Combine(Samples, name)}";

    private static void Cosign(SignerBuilder signer) => signer.Key(File.ReadAllText(Path.Combine(Samples, "cosign.pub")));
}
