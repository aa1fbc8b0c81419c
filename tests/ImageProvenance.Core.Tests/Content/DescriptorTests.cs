namespace ImageProvenance.Core.Tests;

public sealed class DescriptorTests
{
    [Test]
    public void A_negative_size_is_a_mistake_of_the_caller() =>
        Assert.That(() => new Descriptor("a/b", Some.Sha256, -1), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void Two_descriptors_name_the_same_content_only_with_digest_size_and_media_type()
    {
        var descriptor = new Descriptor("a/b", Some.Sha256, 3);

        Assert.Multiple(() =>
        {
            Assert.That(descriptor.NamesSameContentAs(new("a/b", Some.Sha256, 3) { ArtifactType = "hint" }), Is.True);
            Assert.That(descriptor.NamesSameContentAs(new("a/c", Some.Sha256, 3)), Is.False);
            Assert.That(descriptor.NamesSameContentAs(new("a/b", Some.Sha512, 3)), Is.False);
            Assert.That(descriptor.NamesSameContentAs(new("a/b", Some.Sha256, 4)), Is.False);
        });
    }
}
