namespace ImageProvenance.Core.Tests;

public sealed class ImageReferenceTests
{
    [TestCaseSource(typeof(ReferenceVectors), nameof(ReferenceVectors.Accepted))]
    public void A_reference_is_read_and_normalised_as_Docker_does(string text, string registry, string repository, string? tag, string? digest)
    {
        var reference = ImageReference.Parse(text);

        Assert.Multiple(() =>
        {
            Assert.That(reference.Registry.Value, Is.EqualTo(registry));
            Assert.That(reference.Repository.Value, Is.EqualTo(repository));
            Assert.That(reference.Tag?.Value, Is.EqualTo(tag));
            Assert.That(reference.Digest?.ToString(), Is.EqualTo(digest));
            Assert.That(ImageReference.Parse(reference.ToString()), Is.EqualTo(reference), "What is printed in full reads as the same.");
            Assert.That(ImageReference.TryParse(text, out var again), Is.True);
            Assert.That(again, Is.EqualTo(reference));
        });
    }

    [TestCaseSource(typeof(ReferenceVectors), nameof(ReferenceVectors.Refused))]
    public void A_text_that_is_no_reference_is_refused_and_the_message_says_which_part(string text, string says)
    {
        Assert.That(ImageReference.TryParse(text, out var reference), Is.False);
        Assert.That(reference, Is.Null);
        Assert.That(() => ImageReference.Parse(text), Throws.InstanceOf<FormatException>().With.Message.Contains(says));
    }

    [Test]
    public void No_text_is_no_reference()
    {
        Assert.That(ImageReference.TryParse(null, out _), Is.False);
        Assert.That(() => ImageReference.Parse(null!), Throws.ArgumentNullException);
    }

    [Test]
    public void A_pinned_reference_keeps_the_repository_and_drops_the_tag()
    {
        var pinned = ImageReference.Parse("ghcr.io/acme/app:1").Pin(Some.Sha256);

        Assert.That(pinned.ToString(), Is.EqualTo($"ghcr.io/acme/app@{Some.Sha256}"));
        Assert.That(pinned.Tag, Is.Null);
    }

    [Test]
    public void References_to_one_registry_in_two_spellings_are_equal() =>
        Assert.That(ImageReference.Parse("GHCR.io/acme/app:1"), Is.EqualTo(ImageReference.Parse("ghcr.io/acme/app:1")));

    [Test]
    public void The_name_that_policies_match_does_not_depend_on_the_case_of_the_host()
    {
        var reference = ImageReference.Parse("GHCR.io/acme/app:1");

        Assert.That(reference.Name, Is.EqualTo("ghcr.io/acme/app"));
        Assert.That(reference.ToString(), Is.EqualTo("GHCR.io/acme/app:1"));
    }
}
