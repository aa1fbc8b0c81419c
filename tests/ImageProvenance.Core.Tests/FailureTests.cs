namespace ImageProvenance.Core.Tests;

public sealed class FailureTests
{
    [TestCase(null, null, "code: What.")]
    [TestCase("a", null, "code: What. (expected: a)")]
    [TestCase(null, "b", "code: What. (found: b)")]
    [TestCase("a", "b", "code: What. (expected: a, found: b)")]
    public void A_failure_says_what_was_expected_and_what_was_found(string? expected, string? actual, string text) =>
        Assert.That(new Failure("code", "What.", expected, actual).ToString(), Is.EqualTo(text));

    [Test]
    public void Malformed_content_carries_its_failure_and_says_it()
    {
        var exception = new MalformedContentException("code", "What.", "a", "b");

        Assert.That(exception.Failure, Is.EqualTo(new Failure("code", "What.", "a", "b")));
        Assert.That(exception.Message, Is.EqualTo("code: What. (expected: a, found: b)"));
        Assert.That(() => new MalformedContentException(null!), Throws.ArgumentNullException);
    }

    [Test]
    public void Values_that_are_very_long_are_cut()
    {
        var failure = new Failure("some-code", "A message.", new string('a', Failure.MaxValueLength), new string('b', Failure.MaxValueLength + 1));
        Assert.That(failure.Expected, Has.Length.EqualTo(Failure.MaxValueLength));
        Assert.That(failure.Actual, Is.EqualTo(new string('b', Failure.MaxValueLength) + "…"));
    }
}
