using FsCheck;
using FsCheck.Fluent;

namespace ImageProvenance.Policies.Tests;

public sealed class PatternProperties
{
    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(2000);

    // Few letters and components, so that patterns often meet.
    private static readonly Gen<string> Literal = Gen.Choose(1, 3).SelectMany(length => Gen.Elements('a', 'b').ArrayOf(length)).Select(text => new string(text));
    private static readonly Gen<string> Wildcard = Gen.Choose(1, 4).SelectMany(length => Gen.Elements('a', 'b', '*').ArrayOf(length)).Select(text => new string(text).Replace("**", "*", StringComparison.Ordinal));
    private static readonly Gen<string> Names = from parts in Gen.Choose(1, 4).SelectMany(count => Literal.ArrayOf(count)) select "a.b/" + string.Join('/', parts);
    private static readonly Gen<ImagePattern> Patterns =
        from host in Gen.Elements("a.b", "a.*", "*", "**")
        from parts in Gen.Choose(1, 3).SelectMany(count => Gen.OneOf(Literal, Wildcard.Where(text => !text.Contains("**", StringComparison.Ordinal)), Gen.Constant("**")).ArrayOf(count))
        select ImagePattern.Parse(host + "/" + string.Join('/', parts));

    [Test]
    public void Overlap_is_symmetric() =>
        Prop.ForAll(Patterns.ToArbitrary(), Patterns.ToArbitrary(), (left, right) => left.Overlaps(right) == right.Overlaps(left)).Check(Runs);

    [Test]
    public void A_common_match_implies_overlap() =>
        Prop.ForAll(Patterns.ToArbitrary(), Patterns.ToArbitrary(), Names.ToArbitrary(), (left, right, name) => !left.Matches(name) || !right.Matches(name) || left.Overlaps(right)).Check(Runs);

    [Test]
    public void Every_pattern_overlaps_itself() => Prop.ForAll(Patterns.ToArbitrary(), pattern => pattern.Overlaps(pattern)).Check(Runs);

    [Test]
    public void Rank_is_an_order() =>
        Prop.ForAll(Patterns.ToArbitrary(), Patterns.ToArbitrary(), Patterns.ToArbitrary(), (a, b, c) =>
            Math.Sign(a.CompareSpecificity(b)) == -Math.Sign(b.CompareSpecificity(a))
            && a.CompareSpecificity(a) == 0
            && (a.CompareSpecificity(b) > 0 || b.CompareSpecificity(c) > 0 || a.CompareSpecificity(c) <= 0)).Check(Runs);

    // The straightforward definition, with backtracking, against the walk that has none.
    [Test]
    public void Matching_is_what_its_definition_says() =>
        Prop.ForAll(Patterns.ToArbitrary(), Names.ToArbitrary(), (pattern, name) =>
            pattern.Matches(name) == IsMatch(pattern.Text.Split('/'), name.Split('/'))).Check(Runs);

    // With this, "the most specific rule" is one rule, whatever the name.
    [Test]
    public void Two_rules_that_build_never_leave_a_name_undecided() =>
        Prop.ForAll(Patterns.ToArbitrary(), Patterns.ToArbitrary(), Names.ToArbitrary(), (left, right, name) =>
        {
            var builder = new VerificationPolicyBuilder("p").ForImages(left.Text, rule => rule.Named("left").ByDigestReference()).ForImages(right.Text, rule => rule.Named("right").ByDigestReference());
            bool isUndecided = left.Matches(name) && right.Matches(name) && left.CompareSpecificity(right) == 0;
            try
            {
                builder.Build();
                return !isUndecided;
            }
            catch (PolicyException)
            {
                return left.CompareSpecificity(right) == 0 && left.Overlaps(right);
            }
        }).Check(Runs);

    private static bool IsMatch(ReadOnlySpan<string> pattern, ReadOnlySpan<string> name)
    {
        if (pattern.IsEmpty || name.IsEmpty)
            return pattern.IsEmpty && name.IsEmpty;
        if (pattern[0] == "**")
            return IsMatch(pattern[1..], name[1..]) || IsMatch(pattern, name[1..]);
        return IsText(pattern[0], name[0]) && IsMatch(pattern[1..], name[1..]);
    }

    private static bool IsText(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text) =>
        pattern.IsEmpty ? text.IsEmpty
        : pattern[0] == '*' ? IsText(pattern[1..], text) || (!text.IsEmpty && IsText(pattern, text[1..]))
        : !text.IsEmpty && pattern[0] == text[0] && IsText(pattern[1..], text[1..]);
}
