using System.Reflection;
using System.Text.RegularExpressions;

namespace ImageProvenance.Conventions.Tests;

/// <summary>
/// Regular expressions run in linear time, and their anchors are absolute: <c>^</c> and <c>$</c> let a line break through.
/// </summary>
public sealed class RegexTests
{
    private static readonly Regex Creation = new(
        @"(?:\[GeneratedRegex|\bnew\s+Regex|\bRegex\s+\w+\s*=\s*new|\bRegex\s+\w+\s*(?:\{\s*get;\s*\}\s*=|=>)\s*new|\bRegex\.(?:IsMatch|Match|Matches|Replace|Split|Count|EnumerateMatches))\s*\(");

    private static IEnumerable<string> Files => Repository.SourceFiles("src");

    [TestCaseSource(nameof(Files))]
    public void Regular_expressions_in_a_file_do_not_backtrack_and_have_absolute_anchors(string file) =>
        Assert.That(ProblemsOf(Repository.Read(file)), Is.Empty);

    [TestCase("new Regex(\"a\")", 1)]
    [TestCase("static readonly Regex A = new(\"a\", RegexOptions.None);", 1)]
    [TestCase("Regex.IsMatch(text, \"a\")", 1)]
    [TestCase("[GeneratedRegex(@\"\\Aa\\z\")]", 1)]
    [TestCase("[GeneratedRegex(@\"^a\\z\", RegexOptions.NonBacktracking)]", 1)]
    [TestCase("[GeneratedRegex(@\"\\Aa$\", RegexOptions.NonBacktracking)]", 1)]
    [TestCase("[GeneratedRegex(@\"\\A(?:^a)$\")]", 3)]
    [TestCase("[GeneratedRegex(@\"\\A[^/()]+\\$\\^[$]\\z\", RegexOptions.NonBacktracking)]", 0)]
    [TestCase("new Regex($@\"\\A(?:{pattern})\\z\", RegexOptions.NonBacktracking)", 0)]
    public void The_rule_finds_what_it_looks_for(string code, int problems) =>
        Assert.That(ProblemsOf(code).Count(), Is.EqualTo(problems));

    [Test]
    public void Every_regular_expression_that_is_kept_does_not_backtrack_and_has_absolute_anchors()
    {
        Assert.That(
            from project in Repository.SourceProjects
            from type in project.Assembly.GetTypes()
            where type.Namespace?.StartsWith("System.", StringComparison.Ordinal) != true && !type.ContainsGenericParameters
            from regex in KeptBy(type)
            where !regex.Options.HasFlag(RegexOptions.NonBacktracking) || HasAnchor(regex.ToString(), '^') || HasAnchor(regex.ToString(), '$')
            select $"{type.FullName}: {regex}",
            Is.Empty);
        Assert.That(Repository.SourceProjects.SelectMany(project => project.Assembly.GetTypes()).Where(type => !type.ContainsGenericParameters).SelectMany(KeptBy), Is.Not.Empty);
    }

    private static IEnumerable<Regex> KeptBy(Type type)
    {
        const BindingFlags Static = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        var made = type.GetMethods(Static).Where(method => method.ReturnType == typeof(Regex) && method.GetParameters().Length == 0).Select(method => method.Invoke(null, null));
        var held = type.GetFields(Static).Where(field => field.FieldType == typeof(Regex)).Select(field => field.GetValue(null));
        return made.Concat(held).OfType<Regex>();
    }

    private static IEnumerable<string> ProblemsOf(string code)
    {
        foreach (Match creation in Creation.Matches(code))
        {
            string call = CallAt(code, creation.Index + creation.Length);
            if (!call.Contains("RegexOptions.NonBacktracking", StringComparison.Ordinal))
                yield return $"backtracks: {call}";
            foreach (char anchor in "^$")
                if (Literals(call).Any(pattern => HasAnchor(pattern, anchor)))
                    yield return $"has the anchor {anchor}: {call}";
        }
    }

    // The arguments up to the parenthesis that closes the call; parentheses in literals do not count.
    private static string CallAt(string code, int start)
    {
        int depth = 1, at = start;
        for (bool quoted = false; at < code.Length && depth > 0; at++)
        {
            if (code[at] == '"')
                quoted = !quoted;
            else if (!quoted)
                depth += code[at] switch { '(' => 1, ')' => -1, _ => 0 };
        }

        return code[start..at];
    }

    private static IEnumerable<string> Literals(string call) => Regex.Matches(call, "\"\"\"(?<pattern>.*?)\"\"\"|\"(?<pattern>[^\"]*)\"").Select(match => match.Groups["pattern"].Value);

    // Escapes and character classes taken away, what is left of ^ and $ are anchors.
    private static bool HasAnchor(string pattern, char anchor) =>
        Regex.Replace(pattern, @"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]", "").Contains(anchor);
}
