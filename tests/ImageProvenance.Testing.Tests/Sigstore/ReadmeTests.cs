using ImageProvenance.Policies;

namespace ImageProvenance.Testing.Tests;

/// <summary>The example of the package's README about <see cref="VirtualSigstore"/>.</summary>
public sealed class ReadmeTests
{
    [Test]
    public async Task An_image_signed_by_the_release_workflow_is_allowed_and_a_forged_certificate_denied()
    {
        var clock = new ManualTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        using var sigstore = new VirtualSigstore(clock);
        var release = TestIdentity.GitHubActions("acme/app", workflow: "release.yml", @ref: "refs/tags/v1");

        var registry = new InMemoryRegistry();
        var image = registry.Push("acme/app:1", TestImage.FromScratch());
        image.SignWithBundle(sigstore, release);

        await using var server = await registry.StartAsync();
        using var verifier = new ImageVerifier(new() { TimeProvider = clock, TrustedInstances = [sigstore.Instance] });
        var policy = VerificationPolicy.Require(rule => rule.SignedBy(signer => signer.GitHubActions("acme/app", workflow: "release.yml")));
        var report = await verifier.VerifyAsync(image.Reference(server.Host), policy);
        Assert.That(report.IsAllowed, Is.True, report.Explain());

        var forged = registry.Push("acme/app:2", TestImage.FromScratch().WithLabel("version", "2"));
        sigstore.NextCertificate.IsSignedByAnotherKey();
        forged.SignWithBundle(sigstore, release);
        report = await verifier.VerifyAsync(forged.Reference(server.Host), policy);
        Assert.That(report.IsAllowed, Is.False);
        Assert.That(report.Explain(), Does.Contain("certificate-not-trusted").Or.Contain("The certificate was issued by no authority"));
    }
}
