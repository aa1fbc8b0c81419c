namespace ImageProvenance.Core.Tests;

public sealed class SourceExceptionTests
{
    [TestCase(SourceErrorKind.Unknown, "unreadable-place")]
    [TestCase(SourceErrorKind.NotFound, "not-found")]
    [TestCase(SourceErrorKind.ContentMissing, "content-missing")]
    [TestCase(SourceErrorKind.Unauthorized, "unauthorized")]
    [TestCase(SourceErrorKind.Forbidden, "forbidden")]
    [TestCase(SourceErrorKind.RateLimited, "rate-limited")]
    [TestCase(SourceErrorKind.ServerError, "server-error")]
    [TestCase(SourceErrorKind.Timeout, "timeout")]
    [TestCase(SourceErrorKind.Network, "network-error")]
    [TestCase(SourceErrorKind.Truncated, "truncated-body")]
    [TestCase(SourceErrorKind.BudgetExhausted, "budget-exhausted")]
    [TestCase(SourceErrorKind.Disk, "disk-error")]
    public void Every_kind_has_its_stable_code(SourceErrorKind kind, string code) =>
        Assert.That(new SourceException(kind, "What.", "a", "b").Failure, Is.EqualTo(new Failure(code, "What.", "a", "b")));

    [Test]
    public void A_location_that_names_nothing_lists_what_it_could_have_named()
    {
        var exception = new ImageLocationException("No such name.", ["a", "b"]);

        Assert.That(exception.Message, Is.EqualTo("No such name. It holds: a, b"));
        Assert.That(exception.Candidates, Is.EqualTo(new[] { "a", "b" }));
        Assert.That(new ImageLocationException("No such folder.").Candidates, Is.Empty);
    }
}
