namespace ImageProvenance.Core.Tests;

public sealed class TagNameTests
{
    [TestCase("latest")]
    [TestCase("_")]
    [TestCase("1.2-rc.3_x")]
    [TestCase("UPPER")]
    public void A_tag_of_the_grammar_is_read(string text) => Assert.That(TagName.Parse(text).Value, Is.EqualTo(text));

    [TestCase("")]
    [TestCase(null)]
    [TestCase(".a")]
    [TestCase("-a")]
    [TestCase("a b")]
    [TestCase("a/b")]
    [TestCase("a+b")]
    [TestCase("\u00e9")]
    [TestCase("a\u00e9")]
    [TestCase("\u0661")]
    public void A_text_of_another_grammar_is_no_tag(string? text)
    {
        Assert.That(TagName.TryParse(text, out var tag), Is.False);
        Assert.That(tag, Is.EqualTo(default(TagName)));
        Assert.That(() => TagName.Parse(text!), Throws.InstanceOf<FormatException>());
    }

    [Test]
    public void A_tag_with_a_line_break_at_the_end_is_refused() => Assert.That(TagName.TryParse("latest\n", out _), Is.False);

    [Test]
    public void A_tag_has_at_most_128_characters()
    {
        Assert.That(TagName.TryParse(new('t', 128), out _), Is.True);
        Assert.That(TagName.TryParse(new('t', 129), out _), Is.False);
    }

    [Test]
    public void The_referrers_tag_of_a_sha256_is_the_digest_with_a_dash() =>
        Assert.That(TagName.ReferrersTagOf(Some.Sha256).Value, Is.EqualTo("sha256-" + Some.Sha256Hex));

    [Test]
    public void The_referrers_tag_of_a_sha512_is_cut_to_64_characters() =>
        Assert.That(TagName.ReferrersTagOf(Some.Sha512).Value, Is.EqualTo("sha512-" + Some.Sha256Hex));

    [TestCase("sig")]
    [TestCase("att")]
    [TestCase("sbom")]
    public void Cosigns_tag_is_the_digest_with_a_dash_and_a_suffix(string suffix) =>
        Assert.That(TagName.CosignTagOf(Some.Sha256, suffix)?.Value, Is.EqualTo($"sha256-{Some.Sha256Hex}.{suffix}"));

    [Test]
    public void Cosign_has_no_tag_for_a_sha512_because_it_would_be_too_long() =>
        Assert.That(TagName.CosignTagOf(Some.Sha512, "sig"), Is.Null);

    [Test]
    public void The_default_digest_has_no_tags()
    {
        Assert.That(() => TagName.ReferrersTagOf(default), Throws.InvalidOperationException);
        Assert.That(() => TagName.CosignTagOf(default, "sig"), Throws.InvalidOperationException);
    }

    [Test]
    public void The_default_tag_throws_when_it_is_used()
    {
        Assert.That(() => default(TagName).Value, Throws.InvalidOperationException);
        Assert.That(default(TagName).ToString(), Is.Empty);
    }
}
