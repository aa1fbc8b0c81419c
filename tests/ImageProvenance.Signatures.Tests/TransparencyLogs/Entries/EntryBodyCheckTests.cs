using static ImageProvenance.Signatures.Tests.Bodies;
using static ImageProvenance.Signatures.Tests.EntrySigner;

namespace ImageProvenance.Signatures.Tests;

public sealed class EntryBodyCheckTests
{
    private static readonly SignedPiece Piece = Somebody.Sign(Some.Utf8("an image"));
    private static readonly string Body = HashedRekordV001(Piece, Somebody);

    [TestCase("hashedrekord", "0.0.3")]
    [TestCase("hashedrekord", "0.0.1 ")]
    [TestCase("HashedRekord", "0.0.1")]
    [TestCase("rekord", "0.0.1")]
    [TestCase("dsse", "0.0.3")]
    [TestCase("intoto", "0.0.3")]
    public void A_kind_that_is_not_known_proves_nothing(string kind, string version) =>
        Assert.That(BodyVerdict.Of(Body, Piece, kind, version), Is.EqualTo("entry-kind-unknown"));

    [Test]
    public void A_body_of_another_kind_than_the_entry_says_is_refused()
    {
        Assert.That(Verdict(Body), Is.Null);
        Assert.That(Verdict(Body.With("\"kind\":\"hashedrekord\"", "\"kind\":\"dsse\"")), Is.EqualTo("entry-malformed"));
        Assert.That(Verdict(Body.With("\"apiVersion\":\"0.0.1\"", "\"apiVersion\":\"0.0.2\"")), Is.EqualTo("entry-malformed"));
        Assert.That(Verdict(Body.With("\"kind\":\"hashedrekord\",", "")), Is.EqualTo("entry-malformed"));
    }

    private static IEnumerable<TestCaseData> Malformed()
    {
        yield return Case("no_json", "x");
        yield return Case("an_array", "[]");
        yield return Case("cut", Body[..^1]);
        yield return Case("data_after_its_end", Body + "{}");
        yield return Case("a_member_twice", Body.With("\"kind\":", "\"kind\":\"hashedrekord\",\"kind\":"));
        yield return Case("a_member_in_another_case", Body.With("\"spec\":", "\"Spec\":1,\"spec\":"));
        yield return Case("a_number_for_a_text", Body.With("\"algorithm\":\"sha256\"", "\"algorithm\":256"));
        yield return Case("an_escape_in_base64", Body.With("\"content\":\"", "\"content\":\"\\u0041"));
        yield return Case("no_spec", """{"apiVersion":"0.0.1","kind":"hashedrekord"}""");
        yield return Case("a_part_missing", """{"apiVersion":"0.0.1","kind":"hashedrekord","spec":{"data":{}}}""");
        yield return Case("deep_nesting", Body.With("\"spec\":", $"\"x\":{new string('[', 20)}{new string(']', 20)},\"spec\":"));

        static TestCaseData Case(string name, string body) => new TestCaseData(body).SetName($"A_body_with_{name}_is_refused");
    }

    [TestCaseSource(nameof(Malformed))]
    public void Bodies_that_are_refused(string body) => Assert.That(Verdict(body), Is.EqualTo("entry-malformed"));

    [Test]
    public void Members_that_are_not_known_are_ignored() =>
        Assert.That(Verdict(Body.With("\"spec\":{", "\"spec\":{\"new\":[1,{}],")), Is.Null);

    private static string? Verdict(string body) => BodyVerdict.Of(body, Piece, "hashedrekord", "0.0.1");
}
