namespace ImageProvenance.Core.Tests;

public sealed class SubjectTests
{
    [Test]
    public void A_subject_of_a_digest_is_that_digest_and_no_other()
    {
        var subject = Subject.Of(Some.Sha256);

        Assert.Multiple(() =>
        {
            Assert.That(subject.Digest, Is.EqualTo(Some.Sha256));
            Assert.That(subject.Is(Some.Sha256), Is.True);
            Assert.That(subject.Is(Some.Sha512), Is.False);
            Assert.That(subject.Is(default), Is.False);
            Assert.That(subject.Content, Is.Null);
        });
    }

    [Test]
    public void A_subject_of_content_is_the_digest_that_was_proven()
    {
        var content = Some.Content("x");

        Assert.That(Subject.Of(content).Digest, Is.EqualTo(content.Digest));
        Assert.That(Subject.Of(content).Content, Is.SameAs(content));
    }

    [Test]
    public void The_default_digest_is_no_subject() =>
        Assert.That(() => Subject.Of(default(Digest)), Throws.ArgumentException);
}
