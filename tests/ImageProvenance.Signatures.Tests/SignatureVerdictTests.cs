namespace ImageProvenance.Signatures.Tests;

public sealed class SignatureVerdictTests
{
    [Test]
    public void What_was_never_said_is_no_proof()
    {
        Assert.That(default(SignatureStatus), Is.EqualTo(SignatureStatus.Unknown));
        Assert.That(default(SignedContent), Is.EqualTo(SignedContent.Unknown));
        Assert.That(SignatureVerdict.NotApplicable.IsProven, Is.False);
    }

    [Test]
    public void A_verdict_has_a_fact_or_a_failure()
    {
        Assert.Throws<ArgumentNullException>(() => SignatureVerdict.Proven(null!));
        Assert.Throws<ArgumentNullException>(() => SignatureVerdict.Failed(null!));
    }
}
