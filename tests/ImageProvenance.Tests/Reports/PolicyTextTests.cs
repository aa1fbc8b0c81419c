using ImageProvenance.Policies;
using ImageProvenance.Signatures;
using ImageProvenance.Testing;

namespace ImageProvenance.Tests.Reports;

/// <summary>What a rule requires and trusts, as text.</summary>
public class PolicyTextTests
{
    [Test]
    public void Keyless_signers_are_shown_with_their_conditions_and_the_instances_that_may_vouch()
    {
        using var sigstore = new VirtualSigstore(new ManualTimeProvider(DateTimeOffset.UnixEpoch.AddYears(56)));
        var policy = VerificationPolicy.Require(image => image.SignedBy(signer => signer.GitHubActions("acme/app", workflow: "release.yml").WithoutSctUnsafe()));

        string text = PolicyText.Explain(policy, "ghcr.io/acme/app", instances: [sigstore.Instance]);

        Assert.That(text, Does.Contain("signed by GitHub Actions of acme/app, workflow release.yml, issuer https://token.actions.githubusercontent.com, with no SCT needed (unsafe)"));
        Assert.That(text, Does.Contain("certificates of sigstore.test: at least 1 log entries, 1 proven times, 0 SCTs"));
    }

    [Test]
    public void Instances_are_not_shown_where_only_keys_are_trusted() =>
        Assert.That(PolicyText.Explain(TestScene.Signed, null), Does.Not.Contain("certificates").And.Contain($"key {PublicKey.FromPem(TestScene.Key.PublicKeyPem).Id}"));

    [Test]
    public void The_public_instance_is_trusted_unless_others_are_named() =>
        Assert.That(PolicyText.Explain(VerificationPolicy.Require(image => image.SignedBy(signer => signer.Google("me@acme.example"))), null), Does.Contain("certificates of Sigstore public good: at least 1 log entries, 1 proven times, 1 SCTs"));
}
