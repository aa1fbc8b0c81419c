using System.Text;
using static ImageProvenance.Attestations.Tests.Malformed;

namespace ImageProvenance.Attestations.Tests;

public sealed class InTotoStatementTests
{
    private static readonly VerifiedBytes Content = VerifiedBytes.Hash("the image"u8.ToArray());
    private static readonly string Sha256 = Content.Digest.Hex;
    private static readonly string Sha512 = Digest.Of(Content.Span, DigestAlgorithm.Sha512).Hex;
    private static readonly string Other256 = new('a', 64);
    private static readonly string Other512 = new('a', 128);

    private const string Sample = """
        {"_type":"https://in-toto.io/Statement/v1","subject":[{"name":"_","uri":"u","mediaType":"m","digest":{"sha256":"aa","sha512":"bb"}}],
         "predicateType":"https://example.com/p","predicate":{"a":[1,2,{"b":null}]},"future":1}
        """;

    [Test]
    public void The_parts_of_a_statement_are_read()
    {
        var statement = Parse(Sample);
        Assert.Multiple(() =>
        {
            Assert.That(statement.Type, Is.EqualTo(InTotoStatement.TypeV1));
            Assert.That(statement.PredicateType, Is.EqualTo("https://example.com/p"));
            Assert.That(Encoding.UTF8.GetString(statement.Predicate.Span), Is.EqualTo("""{"a":[1,2,{"b":null}]}"""));
            Assert.That(statement.Subjects[0], Has.Property("Name").Null.And.Property("Uri").EqualTo("u").And.Property("MediaType").EqualTo("m"));
            Assert.That(statement.Subjects[0].Digest["sha512"], Is.EqualTo("bb"));
        });
    }

    [Test]
    public void An_absent_predicate_and_a_null_one_are_empty([Values("", ""","predicate":null""")] string predicate) =>
        Assert.That(Parse(Statement("", predicate)).Predicate.IsEmpty);

    [Test]
    public void Both_versions_are_read([Values("https://in-toto.io/Statement/v0.1", "https://in-toto.io/Statement/v1")] string type) =>
        Assert.That(Parse(Sample.Replace("https://in-toto.io/Statement/v1", type)).Type, Is.EqualTo(type));

    [Test]
    public void Another_type_is_refused([Values("https://in-toto.io/Statement/v1.0", "https://in-toto.io/Statement/V1", "")] string type) =>
        IsRefused("unknown-statement-type", () => Parse(Sample.Replace("https://in-toto.io/Statement/v1", type)));

    [Test]
    public void A_statement_without_predicate_type_is_refused() =>
        IsRefused("invalid-statement", () => Parse("""{"_type":"https://in-toto.io/Statement/v1","subject":[]}"""));

    [Test]
    public void Members_given_twice_or_in_another_case_are_refused([Values("predicateType", "\\u0070redicateType", "PredicateType")] string member) =>
        IsRefused("malformed-json", () => Parse(Sample.Replace("\"future\":1", $"\"{member}\":\"x\"")));

    [Test]
    public void A_statement_without_subjects_is_read_and_names_nothing()
    {
        var statement = Parse(Statement(""));
        Assert.That(statement.Subjects, Is.Empty);
        Assert.That(statement.Names(Subject.Of(Content)), Is.False);
    }

    [Test]
    public void More_subjects_or_digests_than_the_caps_are_refused()
    {
        string Subjects(int count) => Statement(string.Join(',', Enumerable.Repeat("{}", count)));
        string Digests(int count) => Statement($$$"""{"digest":{ {{{string.Join(',', Enumerable.Range(0, count).Select(i => $"\"d{i}\":\"00\""))}}} }}""");
        Assert.That(Parse(Subjects(1024)).Subjects, Has.Count.EqualTo(1024));
        Assert.That(Parse(Digests(32)).Subjects[0].Digest, Has.Count.EqualTo(32));
        IsRefused("too-many", () => Parse(Subjects(1025)));
        IsRefused("too-many", () => Parse(Digests(33)));
    }

    private static IEnumerable<TestCaseData> Matches()
    {
        yield return Case("A_subject_is_named_by_its_sha256", true, ("sha256", Sha256));
        yield return Case("A_subject_with_content_is_named_by_its_sha512", true, ("sha512", Sha512));
        yield return Case("Unknown_and_weak_digests_are_no_reason_against", true, ("sha256", Sha256), ("md5", "00"), ("arn", "x"));
        yield return Case("Two_digests_that_match_name", true, ("sha256", Sha256), ("sha512", Sha512));
        yield return Case("One_match_beside_one_mismatch_does_not_name", false, ("sha256", Sha256), ("sha512", Other512));
        yield return Case("One_mismatch_beside_one_match_does_not_name", false, ("sha256", Other256), ("sha512", Sha512));
        yield return Case("Another_digest_does_not_name", false, ("sha256", Other256));
        yield return Case("A_digest_in_upper_case_does_not_name", false, ("sha256", Sha256.ToUpperInvariant()));
        yield return Case("A_digest_under_another_algorithm_does_not_name", false, ("sha1", Sha256));
        yield return Case("No_digest_does_not_name", false);
    }

    [TestCaseSource(nameof(Matches))]
    public void Subjects_are_matched_by_digest(string digests, bool expected) =>
        Assert.That(Parse(Statement($$$"""{"name":"{{{Sha256}}}","digest":{{{digests}}} }""")).Names(Subject.Of(Content)), Is.EqualTo(expected));

    [Test]
    public void Without_the_content_a_sha512_alone_cannot_be_matched() =>
        Assert.That(Parse(Statement($$$"""{"digest":{"sha512":"{{{Sha512}}}"}}""")).Names(Subject.Of(Content.Digest)), Is.False);

    [Test]
    public void Only_the_matching_subjects_are_given()
    {
        var statement = Parse(Statement($$$"""{"name":"one","digest":{"sha256":"{{{Sha256}}}"}},{"name":"two","digest":{"sha256":"{{{Other256}}}"}}"""));
        Assert.That(statement.SubjectsNaming(Subject.Of(Content)).Select(subject => subject.Name), Is.EqualTo(new[] { "one" }));
    }

    [TestCase("application/vnd.in-toto+json", ExpectedResult = true)]
    [TestCase("application/vnd.in-toto.provenance+json", ExpectedResult = true)]
    [TestCase("application/vnd.in-toto.+json", ExpectedResult = false)]
    [TestCase("application/vnd.in-toto.provenance+dsse", ExpectedResult = false)]
    [TestCase("application/vnd.in-toto+JSON", ExpectedResult = false)]
    [TestCase("application/json", ExpectedResult = false)]
    public bool Payload_types_of_statements_are_told(string payloadType) => InTotoStatement.IsPayloadType(payloadType);

    [Test]
    public void A_changed_or_truncated_statement_parses_or_is_refused() =>
        NeverEscapes(bytes => InTotoStatement.Parse(bytes), Utf8(Sample));

    private static TestCaseData Case(string name, bool expected, params (string Algorithm, string Hex)[] digests) =>
        new TestCaseData($"{{{string.Join(',', digests.Select(d => $"\"{d.Algorithm}\":\"{d.Hex}\""))}}}", expected).SetName(name);

    private static string Statement(string subjects, string rest = "") =>
        $$"""{"_type":"https://in-toto.io/Statement/v1","subject":[{{subjects}}],"predicateType":"p"{{rest}}}""";

    private static InTotoStatement Parse(string json) => InTotoStatement.Parse(Utf8(json));
}
