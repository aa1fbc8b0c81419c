using ImageProvenance.Testing;
using ImageProvenance.Tests;
using static ImageProvenance.Signatures.Tests.VirtualScene;

namespace ImageProvenance.Signatures.Tests;

/// <summary>Whose signatures a plan accepts at all.</summary>
public class AcceptedSignersTests
{
    // Instances are in plans of keys too, for their logs.
    [Test]
    public void A_certificate_proves_nothing_under_a_plan_of_keys()
    {
        using var sigstore = NewSigstore();
        using var key = TestKey.Ecdsa();
        var keysOnly = new TrustPlan([PublicKey.FromPem(key.PublicKeyPem)], [sigstore.Instance]);
        var signed = Found.Signed(About.Digest, new TestContent(MediaTypes.SigstoreBundle, sigstore.SignArtifact(Artifact, Release)));

        Assert.That(new SigstoreProvider().Verify(About, signed, Trust(sigstore.Instance), Time).IsProven);
        Assert.That(new SigstoreProvider().Verify(About, signed, keysOnly, Time).Status, Is.EqualTo(SignatureStatus.NotApplicable));
    }
}
