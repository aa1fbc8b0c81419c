namespace ImageProvenance.Core.Tests;

public sealed class RepositoryNameTests
{
    [TestCase("a")]
    [TestCase("library/alpine")]
    [TestCase("a.b/c_d/e__f/g-h/i---j/0")]
    public void A_path_of_lower_case_components_is_a_repository(string text)
    {
        Assert.That(RepositoryName.Parse(text).Value, Is.EqualTo(text));
        Assert.That(RepositoryName.Parse(text).ToString(), Is.EqualTo(text));
    }

    [TestCase("")]
    [TestCase(null)]
    [TestCase("A")]
    [TestCase("a\n")]
    [TestCase("a:b")]
    [TestCase("../a")]
    [TestCase("a//b")]
    [TestCase("\u00e9")]
    public void A_text_of_another_grammar_is_no_repository(string? text)
    {
        Assert.That(RepositoryName.TryParse(text, out var repository), Is.False);
        Assert.That(repository, Is.EqualTo(default(RepositoryName)));
        Assert.That(() => RepositoryName.Parse(text!), Throws.InstanceOf<FormatException>());
    }

    [Test]
    public void A_repository_has_at_most_255_characters()
    {
        Assert.That(RepositoryName.TryParse(new('a', 255), out _), Is.True);
        Assert.That(RepositoryName.TryParse(new('a', 256), out _), Is.False);
    }

    [Test]
    public void The_default_repository_throws_when_it_is_used()
    {
        Assert.That(() => default(RepositoryName).Value, Throws.InvalidOperationException);
        Assert.That(default(RepositoryName).ToString(), Is.Empty);
    }
}
