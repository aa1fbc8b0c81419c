using FsCheck;
using FsCheck.Fluent;

namespace ImageProvenance.Policies.Tests.Signers;

/// <summary>What a name has to be: exactly, below a prefix, or by a pattern.</summary>
public sealed class SubjectMatchTests
{
    private const string App = "https://github.com/acme/app";

    [TestCase(App, true)]
    [TestCase(App + "/", false)]
    [TestCase(App + "\n", false)]
    [TestCase(" " + App, false)]
    [TestCase("https://github.com/Acme/app", false)]
    [TestCase("https://github.com/acme/\u0430pp", false)]
    [TestCase("https://github.com/acme/ap", false)]
    [TestCase("https://evil.example/" + App, false)]
    [TestCase("", false)]
    public void Exactly_is_character_by_character(string value, bool matches) => Assert.That(SubjectMatch.Exact(App).Matches(value), Is.EqualTo(matches));

    [TestCase(App, App, true)]
    [TestCase(App, App + "/.github/workflows/x.yml@refs/heads/main", true)]
    [TestCase(App, App + "@refs/heads/main", true)]
    [TestCase(App, App + ":x", true)]
    [TestCase(App, App + "#x", true)]
    [TestCase(App, App + "?x", true)]
    [TestCase(App, App + "-evil", false)]
    [TestCase(App, App + "2/x", false)]
    [TestCase(App, App + ".git", false)]
    [TestCase(App, App + "%2f", false)]
    [TestCase(App, App + "\n/", false)]
    [TestCase(App, App + "/\n", false)]
    [TestCase(App, App + "/x\nhttps://evil.example", false)]
    [TestCase(App, App + "/\u0430", false)]
    [TestCase(App, App + "/\u200b", false)]
    [TestCase(App, App + "/\u007f", false)]
    [TestCase(App, App + "/../../evil/app", false)]
    [TestCase(App, App + "/..", false)]
    [TestCase(App, App + "/..x", true)]
    [TestCase(App, "https://github.com/Acme/app/x", false)]
    [TestCase(App, "x" + App + "/", false)]
    [TestCase(App, "https://evil.example/" + App + "/", false)]
    [TestCase(App, "https://github.com/acme", false)]
    [TestCase(App, "", false)]
    [TestCase(App + "/", App + "/x", true)]
    [TestCase(App + "/", App, false)]
    [TestCase(App + "/", App + "-evil/x", false)]
    [TestCase(App + "/x@", App + "/x@refs/heads/main", true)]
    [TestCase("repo:acme/app:", "repo:acme/app:ref:refs/heads/main", true)]
    [TestCase("repo:acme/app", "repo:acme/app:ref:refs/heads/main", true)]
    [TestCase("repo:acme/app", "repo:acme/app2:ref:refs/heads/main", false)]
    [TestCase("refs/tags/", "refs/tags/v1", true)]
    [TestCase("refs/tags/", "refs/heads/refs/tags/v1", false)]
    public void A_prefix_ends_where_a_part_ends(string prefix, string value, bool matches) => Assert.That(SubjectMatch.Prefix(prefix).Matches(value), Is.EqualTo(matches));

    // Within the host, '@' and ':' go on with it: what was meant as the host becomes a user's name.
    [TestCase("https://github.com/acme", true)]
    [TestCase("https://github.com?x", true)]
    [TestCase("https://github.com#x", true)]
    [TestCase("https://github.com", true)]
    [TestCase("https://github.com@evil.example/acme", false)]
    [TestCase("https://github.com:pw@evil.example/acme", false)]
    [TestCase("https://github.com:444/acme", false)]
    [TestCase("https://github.com.evil.example/acme", false)]
    public void A_prefix_of_a_host_is_the_whole_host(string value, bool matches) => Assert.That(SubjectMatch.Prefix("https://github.com").Matches(value), Is.EqualTo(matches));

    [TestCase("https://github\\.com/acme/[^/]+", App, true)]
    [TestCase("https://github\\.com/acme/[^/]+", App + "/evil", false)]
    [TestCase("https://github\\.com/acme/[^/]+", "x" + App, false)]
    [TestCase("https://github\\.com/acme/[^/]+", App + "\n", false)]
    [TestCase("^https://github\\.com/acme/[^/]+$", App + "\n", false)]
    [TestCase("(?m)^https://github\\.com/acme/[^/]+$", App + "\nhttps://evil.example", false)]
    [TestCase("github\\.com/acme", "https://evil.example/github.com/acme/x", false)]
    [TestCase("https://github\\.com/acme/app|https://github\\.com/acme/web", "https://github.com/acme/web", true)]
    [TestCase("https://github\\.com/acme/app|https://github\\.com/acme/web", "https://github.com/acme/web/evil", false)]
    [TestCase("https://github\\.com/acme/app|https://github\\.com/acme/web", "https://github.com/acme/app/evil", false)]
    [TestCase("https://github.com/acme/.*", "https://github.com/acme/\u0430", false)]
    [TestCase("https://github.com/acme/.*", "https://github.com/Acme/app", false)]
    [TestCase("(?i)https://github\\.com/acme/k.*", "https://github.com/ACME/K8S", true)]
    [TestCase("(?i)https://github\\.com/acme/k.*", "https://github.com/acme/\u212A8s", false)]
    [TestCase("https://github\\.com/acme/(?s:.*)", App + "\n", false)]
    public void A_pattern_is_about_the_whole_name(string pattern, string value, bool matches) => Assert.That(SubjectMatch.Pattern(pattern).Matches(value), Is.EqualTo(matches));

    [TestCase("")]
    [TestCase(" ")]
    [TestCase("\t")]
    [TestCase(" x")]
    [TestCase("x ")]
    [TestCase("a\nb")]
    [TestCase("a\u0000b")]
    public void What_no_name_can_be_is_a_mistake_of_all_kinds(string text)
    {
        foreach (var match in new[] { SubjectMatch.Exact(text), SubjectMatch.Prefix(text), SubjectMatch.Pattern(text) })
        {
            Assert.That(match.Mistake, Is.Not.Null, match.Kind.ToString());
            Assert.That(match.Matches(text), Is.False, match.Kind.ToString());
        }
    }

    [Test]
    public void Texts_have_a_length()
    {
        foreach (Func<string, SubjectMatch> kind in new Func<string, SubjectMatch>[] { SubjectMatch.Exact, SubjectMatch.Prefix, SubjectMatch.Pattern })
        {
            Assert.That(kind("a/" + new string('a', 998)).Mistake, Is.Null);
            Assert.That(kind("a/" + new string('a', 999)).Mistake, Does.Contain("1000"));
        }
    }

    [TestCase("https://")]
    [TestCase("https:/")]
    [TestCase("https")]
    [TestCase("release-bot")]
    [TestCase("https:")]
    [TestCase("spiffe://")]
    [TestCase("h")]
    [TestCase("main")]
    [TestCase("acme.example")]
    [TestCase("https://user@")]
    [TestCase("https://github.com:")]
    public void A_prefix_that_names_nobody_is_a_mistake(string prefix) => IsMistake(SubjectMatch.Prefix(prefix));

    [TestCase("https://github.com")]
    [TestCase("https://github.com/")]
    [TestCase("https://github.com/acme@")]
    [TestCase("refs/tags/")]
    [TestCase("repo:acme/")]
    [TestCase("a/b:")]
    public void A_prefix_that_names_somebody_is_none(string prefix) => Assert.That(SubjectMatch.Prefix(prefix).Mistake, Is.Null);

    [TestCase("", TestName = "Nothing")]
    [TestCase("(", TestName = "An open parenthesis")]
    [TestCase("[", TestName = "An open class")]
    [TestCase("a\\", TestName = "A lonely backslash")]
    [TestCase("a)|(?:b", TestName = "A parenthesis that would close the anchored group")]
    [TestCase("(?x)a #", TestName = "A comment that would swallow the end")]
    [TestCase("(?x)a|b#", TestName = "A comment after an alternative")]
    [TestCase("(?=a)a", TestName = "Lookahead")]
    [TestCase("(?<!a)b", TestName = "Lookbehind")]
    [TestCase("(a)\\1", TestName = "A reference back")]
    [TestCase("(?>a+)", TestName = "An atomic group")]
    [TestCase(".*", TestName = "Everything")]
    [TestCase(".+", TestName = "Everything that is not empty")]
    [TestCase("^.*$", TestName = "Everything, anchored")]
    [TestCase("(?s).+", TestName = "Everything, lines too")]
    [TestCase("[^ ]+", TestName = "Everything but spaces")]
    [TestCase("\\S+", TestName = "Everything but white space")]
    [TestCase("[\\s\\S]{3,}", TestName = "Everything from three characters on")]
    [TestCase(".{64}", TestName = "Everything of a length")]
    [TestCase(".+|https://github\\.com/acme/app", TestName = "Everything, or something")]
    [TestCase("(?:https://github\\.com/acme/app)?", TestName = "Something, or nothing")]
    [TestCase("a*", TestName = "Perhaps nothing")]
    [TestCase("https://github\\.com/\u0430cme", TestName = "A letter that looks like another")]
    [TestCase("((((((((a{1,99}){1,99}){1,99}){1,99}){1,99}){1,99}){1,99}){1,99})", TestName = "An automaton without end")]
    public void A_pattern_that_cannot_be_meant_is_a_mistake(string pattern) => IsMistake(SubjectMatch.Pattern(pattern));

    [Test]
    public void What_is_missing_in_a_configuration_does_not_become_any()
    {
        foreach (Action missing in new Action[] { () => SubjectMatch.Exact(null!), () => SubjectMatch.Prefix(null!), () => SubjectMatch.Pattern(null!) })
            Assert.Throws<ArgumentNullException>(() => missing());
    }

    [Test]
    public void It_says_what_it_means() =>
        Assert.That(new[] { SubjectMatch.Exact("a"), SubjectMatch.Prefix("a/"), SubjectMatch.Pattern("a+") }.Select(match => match.ToString()), Is.EqualTo(new[] { "a", "starting with a/", "fitting a+" }));

    [Test]
    public void A_prefix_never_fits_what_does_not_start_with_it_and_a_boundary() =>
        Prop.ForAll(Parts.ToArbitrary(), Parts.ToArbitrary(), (prefix, value) =>
        {
            var match = SubjectMatch.Prefix(prefix);
            bool goesOn = value.StartsWith(prefix, StringComparison.Ordinal) && (value.Length == prefix.Length || "/@:#?".Contains(prefix[^1]) || "/@:#?".Contains(value[prefix.Length]));
            return !match.Matches(value) || goesOn;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private static Gen<string> Parts => Gen.Elements("a", "b", "/", "@", ":", "//", "..", ".", "-", "\n").ArrayOf(6).Select(string.Concat);

    private static void IsMistake(SubjectMatch match)
    {
        Assert.That(match.Mistake, Is.Not.Null);
        Assert.That(match.Matches("https://github.com/acme/app"), Is.False);
        Assert.That(match.Matches("a"), Is.False);
    }
}
