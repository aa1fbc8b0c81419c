using System.Text.RegularExpressions;

namespace ImageProvenance.Conventions.Tests;

/// <summary>
/// docs/codes.md lists the codes that the library can say, and no others. Codes are looked for as literals where failures
/// and findings are made; a code made in any other way would not be found, and is not wanted.
/// </summary>
public sealed class DocumentedCodesTests
{
    private const string Code = "[a-z0-9]+(?:-[a-z0-9]+)+";

    // The first argument, with a message behind it: sets of JSON members begin with a literal too, and go on with names.
    private static readonly Regex Failure = new($"""\b(?:new|Failure|MalformedContentException|Failed|Find)\(\s*"(?<code>{Code})",(?!\s*"[a-z])""");
    private static readonly Regex Finding = new($"""\bnew(?: Finding)?\(\s*null, [\w.]+, "(?<code>{Code})",""");
    private static readonly Regex Choice = new($"""\? "(?<code>{Code})" : "(?<code>{Code})", severity""");

    // Where every kind of unreadable place gets its code; some of these are single words.
    private const string SourceCodes = "src/ImageProvenance.Core/Sources/SourceException.cs";
    private static readonly Regex SourceCode = new("""=> "(?<code>[a-z-]+)",""");

    private static readonly Regex Documented = new("^\\| `(?<code>[^`]+)` \\|", RegexOptions.Multiline);

    private static IEnumerable<string> Said => Repository.SourceFiles("src")
        .Where(file => !file.StartsWith("src/ImageProvenance.Testing/", StringComparison.Ordinal))
        .SelectMany(file => CodesIn(Repository.Read(file)))
        .Concat(Codes(SourceCode, Repository.Read(SourceCodes)))
        .Distinct();

    private static IEnumerable<string> Listed => Codes(Documented, Repository.Read("docs/codes.md"));

    [Test]
    public void Every_code_that_is_said_is_documented() => Assert.That(Said.Except(Listed), Is.Empty);

    [Test]
    public void Every_documented_code_is_said() => Assert.That(Listed.Except(Said), Is.Empty);

    [Test]
    public void No_code_is_documented_twice() => Assert.That(Listed, Is.Unique);

    [TestCase("throw new MalformedContentException(\"too-large\", $\"{name} is larger.\")", "too-large")]
    [TestCase("new(\"invalid-key\", message, expected)", "invalid-key")]
    [TestCase("new Failure(\n    \"malformed-json\", $\"The\")", "malformed-json")]
    [TestCase("question.Find(\"no-provenance\", FindingSeverity.Error, \"The\")", "no-provenance")]
    [TestCase("[new(null, evidence.Id, \"unknown-log\", FindingSeverity.Info, \"The\")]", "unknown-log")]
    [TestCase("Find(severity == Error ? \"one-thing\" : \"another-thing\", severity,", "one-thing", "another-thing")]
    [TestCase("new JsonMembers(\"docker-reference\", \"docker-manifest-digest\"); new(\"docker-reference\", \"type\"); \"all-of\"")]
    public void The_scan_finds_what_it_looks_for(string code, params string[] codes) => Assert.That(CodesIn(code), Is.EquivalentTo(codes));

    private static IEnumerable<string> CodesIn(string text) => new[] { Failure, Finding, Choice }.SelectMany(regex => Codes(regex, text));

    private static IEnumerable<string> Codes(Regex regex, string text) =>
        regex.Matches(text).SelectMany(match => match.Groups["code"].Captures).Select(capture => capture.Value);
}
