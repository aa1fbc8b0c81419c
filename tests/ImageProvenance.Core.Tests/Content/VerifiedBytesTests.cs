namespace ImageProvenance.Core.Tests;

public sealed class VerifiedBytesTests
{
    private static readonly byte[] Content = "content"u8.ToArray();

    [Test]
    public void Bytes_that_nobody_named_go_by_their_sha256()
    {
        var verified = VerifiedBytes.Hash(Content);

        Assert.That(verified.Digest, Is.EqualTo(Digest.Of(Content)));
        Assert.That(verified.Span.ToArray(), Is.EqualTo(Content));
        Assert.That(verified.Memory.ToArray(), Is.EqualTo(Content));
    }

    [TestCase(DigestAlgorithm.Sha256)]
    [TestCase(DigestAlgorithm.Sha512)]
    public void Bytes_that_hash_to_the_digest_asked_for_go_by_it(DigestAlgorithm algorithm)
    {
        var digest = Digest.Of(Content, algorithm);

        Assert.That(VerifiedBytes.Hash(Content, digest).Digest, Is.EqualTo(digest));
    }

    [TestCase(DigestAlgorithm.Sha256)]
    [TestCase(DigestAlgorithm.Sha512)]
    public void Bytes_that_hash_to_something_else_are_refused_with_both_digests(DigestAlgorithm algorithm)
    {
        var asked = Digest.Of("other"u8, algorithm);

        var failure = Refused.With("digest-mismatch", () => VerifiedBytes.Hash(Content, asked));

        Assert.That(failure.Expected, Is.EqualTo(asked.ToString()));
        Assert.That(failure.Actual, Is.EqualTo(Digest.Of(Content, algorithm).ToString()));
    }

    [Test]
    public void The_default_digest_proves_nothing() =>
        Assert.That(() => VerifiedBytes.Hash(Content, default(Digest)), Throws.InstanceOf<ArgumentException>());

    [Test]
    public void The_size_of_a_descriptor_is_checked_before_its_digest()
    {
        var descriptor = new Descriptor(MediaTypes.OciManifest, Digest.Of("other"u8), Content.Length + 1);

        var failure = Refused.With("size-mismatch", () => VerifiedBytes.Hash(Content, descriptor));

        Assert.That((failure.Expected, failure.Actual), Is.EqualTo(("8 bytes", "7 bytes")));
    }

    [Test]
    public void The_digest_of_a_descriptor_is_checked_where_the_size_fits() =>
        Refused.With("digest-mismatch", () => VerifiedBytes.Hash(Content, new Descriptor("", Digest.Of("other"u8), Content.Length)));

    [Test]
    public void Bytes_that_are_what_their_descriptor_says_are_verified() =>
        Assert.That(VerifiedBytes.Hash(Content, Some.DescriptorOf(Content)).Digest, Is.EqualTo(Digest.Of(Content)));
}
