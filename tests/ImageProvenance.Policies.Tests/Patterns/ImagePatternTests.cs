namespace ImageProvenance.Policies.Tests;

public sealed class ImagePatternTests
{
    [TestCaseSource(typeof(PatternVectors), nameof(PatternVectors.Matches))]
    public void A_pattern_matches_names(string pattern, string name, bool matches) =>
        Assert.That(ImagePattern.Parse(pattern).Matches(name), Is.EqualTo(matches));

    [TestCaseSource(typeof(PatternVectors), nameof(PatternVectors.Ranks))]
    public void Patterns_are_ranked_component_by_component_from_the_left(string first, string second, bool isEqual)
    {
        var (left, right) = (ImagePattern.Parse(first), ImagePattern.Parse(second));

        Assert.That(Math.Sign(left.CompareSpecificity(right)), Is.EqualTo(isEqual ? 0 : -1));
        Assert.That(Math.Sign(right.CompareSpecificity(left)), Is.EqualTo(isEqual ? 0 : 1));
    }

    [TestCaseSource(typeof(PatternVectors), nameof(PatternVectors.Overlaps))]
    public void Patterns_overlap_where_one_name_matches_both(string first, string second, bool overlaps)
    {
        Assert.That(ImagePattern.Parse(first).Overlaps(ImagePattern.Parse(second)), Is.EqualTo(overlaps));
        Assert.That(ImagePattern.Parse(second).Overlaps(ImagePattern.Parse(first)), Is.EqualTo(overlaps));
    }

    [TestCaseSource(typeof(PatternVectors), nameof(PatternVectors.Refused))]
    public void What_is_no_pattern_or_could_never_match_is_refused(string pattern, string says) =>
        Assert.That(() => ImagePattern.Parse(pattern), Throws.InstanceOf<FormatException>().With.Message.Contains(says));

    [Test]
    public void A_pattern_has_a_longest_length()
    {
        string longest = "ghcr.io/" + new string('a', 504);

        Assert.That(ImagePattern.Parse(longest).Matches(longest), Is.True);
        Assert.That(() => ImagePattern.Parse(longest + "a"), Throws.InstanceOf<FormatException>().With.Message.Contains("512"));
        Assert.That(() => ImagePattern.Parse("ghcr.io" + string.Concat(Enumerable.Repeat("/a", 64))), Throws.InstanceOf<FormatException>().With.Message.Contains("64"));
    }

    // Backtracking over wildcards would try about 64 over 16 ways here, and 500 over 16.
    [Test]
    [CancelAfter(60_000)]
    public async Task Many_wildcards_take_no_exponential_time(CancellationToken cancellationToken)
    {
        var deep = ImagePattern.Parse(string.Join('/', Enumerable.Repeat("**/a*", 16)) + "/end");
        var wide = ImagePattern.Parse("ghcr.io/" + string.Concat(Enumerable.Repeat("a*", 200)) + "b");
        string name = string.Join('/', Enumerable.Repeat("a", 200));

        await Task.Run(
            () =>
            {
                Assert.That(deep.Matches(name), Is.False);
                Assert.That(deep.Overlaps(deep), Is.True);
                Assert.That(wide.Matches("ghcr.io/" + new string('a', 20_000)), Is.False);
                Assert.That(wide.Overlaps(ImagePattern.Parse("ghcr.io/*c")), Is.False);
            },
            cancellationToken).WaitAsync(cancellationToken);
    }
}
