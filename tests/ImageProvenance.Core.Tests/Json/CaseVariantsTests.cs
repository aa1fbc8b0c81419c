namespace ImageProvenance.Core.Tests;

public sealed class CaseVariantsTests
{
    [TestCase("Name")]
    [TestCase("NAME")]
    [TestCase("namE")]
    [TestCase("\\u004eame")]
    [TestCase("n\\u0041me")]
    public void A_known_member_in_another_case_is_refused(string spelling)
    {
        var alone = Refused.With("malformed-json", () => Reading.Members($$"""{"{{spelling}}":1}""", "name"));
        Refused.With("malformed-json", () => Reading.Members($$"""{"name":1,"{{spelling}}":1}""", "name"));
        Refused.With("malformed-json", () => Reading.Members($$"""{"{{spelling}}":null}""", "name"));

        Assert.That(alone.Message, Does.Contain("case"));
        Assert.That(alone.Expected, Is.EqualTo("name"));
    }

    // Go's encoding/json folds these two into ASCII letters: to it each of these is a known member.
    [TestCase("\u212Aind", "kind", TestName = "The Kelvin sign for k is refused")]
    [TestCase("\\u212Aind", "kind", TestName = "The Kelvin sign for k, escaped, is refused")]
    [TestCase("\u017Fize", "size", TestName = "The long s for s is refused")]
    [TestCase("\\u017Fize", "size", TestName = "The long s for s, escaped, is refused")]
    [TestCase("\u017FI\u212AE", "sike", TestName = "Both letters together are refused")]
    [TestCase("DIGE\u017FT", "digest", TestName = "The long s among capitals is refused")]
    public void A_letter_that_folds_into_a_known_member_is_refused(string spelling, string known) =>
        Refused.With("malformed-json", () => Reading.Members($$"""{"{{spelling}}":1}""", known));

    [TestCase("nam\u00e9")]
    [TestCase("n\u0430me")]
    [TestCase("name ")]
    [TestCase("name\u0000")]
    [TestCase("names")]
    [TestCase("nam")]
    [TestCase("\u2126")]
    public void A_name_that_only_looks_like_a_known_member_is_unknown(string spelling) =>
        Assert.That(Reading.Members($$"""{"{{spelling.Replace("\0", "\\u0000", StringComparison.Ordinal)}}":1,"name":2}""", "name"), Has.Count.EqualTo(1));

    [Test]
    public void A_known_member_with_capitals_is_refused_in_lower_case() =>
        Refused.With("malformed-json", () => Reading.Members("""{"labels":1}""", "Labels"));

    [Test]
    public void A_known_member_may_be_escaped() =>
        Assert.That(Reading.Members("""{"\u006e\u0061me":1}""", "name")["name"], Is.EqualTo("1"));

    [Test]
    public void Inside_an_unknown_member_names_in_two_cases_are_nobodys_business() =>
        Assert.That(() => Reading.Members("""{"x":{"name":1,"Name":2}}""", "name"), Throws.Nothing);
}
