namespace ImageProvenance.Core.Tests;

public sealed class DigestTests
{
    private const string Hex = Some.Sha256Hex;

    [TestCase("sha256:" + Hex, DigestAlgorithm.Sha256)]
    [TestCase("sha512:" + Hex + Hex, DigestAlgorithm.Sha512)]
    public void A_digest_of_a_known_algorithm_is_read_and_printed_as_it_was(string text, DigestAlgorithm algorithm)
    {
        var digest = Digest.Parse(text);

        Assert.Multiple(() =>
        {
            Assert.That(digest.Algorithm, Is.EqualTo(algorithm));
            Assert.That(digest.Hex, Is.EqualTo(text[7..]));
            Assert.That(digest.ToString(), Is.EqualTo(text));
            Assert.That(Digest.FromHex(algorithm, text[7..]), Is.EqualTo(digest));
            Assert.That(Digest.TryParse(text, out var again), Is.True);
            Assert.That(again, Is.EqualTo(digest));
        });
    }

    [TestCase("", TestName = "The empty text is no digest")]
    [TestCase(null, TestName = "No text is no digest")]
    [TestCase("sha256", TestName = "An algorithm alone is no digest")]
    [TestCase("sha256:", TestName = "A digest without an encoded part is refused")]
    [TestCase(Hex, TestName = "Hexadecimal characters without an algorithm are no digest")]
    [TestCase("sha256:" + Hex + "0", TestName = "A digest that is one character too long is refused")]
    [TestCase("sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde", TestName = "A digest that is one character too short is refused")]
    [TestCase("sha256:0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef", TestName = "A digest with upper-case hexadecimal is refused")]
    [TestCase("sha256:g123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", TestName = "A digest with a letter beyond f is refused")]
    [TestCase("sha256:\u0660123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde", TestName = "A digest with an Arabic digit is refused")]
    [TestCase("sha256:" + Hex + "\n", TestName = "A digest with a line break at the end is refused")]
    [TestCase("sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde\n", TestName = "A digest whose last character is a line break is refused")]
    [TestCase(" sha256:" + Hex, TestName = "A digest with a space before is refused")]
    [TestCase("SHA256:" + Hex, TestName = "An algorithm in upper case is refused")]
    [TestCase("sha256-" + Hex, TestName = "A dash in place of the colon is refused")]
    [TestCase("sha512:" + Hex, TestName = "A SHA-512 of the length of a SHA-256 is refused")]
    [TestCase("sha256:" + Hex + Hex, TestName = "A SHA-256 of the length of a SHA-512 is refused")]
    [TestCase("sha256:../../x", TestName = "A digest that climbs out of its folder is refused")]
    [TestCase("../sha256:" + Hex, TestName = "An algorithm that climbs out of its folder is refused")]
    [TestCase("sha256:../../../../../../../../../../../../../../../../../../etc/passwd123", TestName = "A path of a digest's length is refused")]
    [TestCase("md5:0123456789abcdef0123456789abcdef", TestName = "MD5 is refused")]
    [TestCase("sha1:0123456789abcdef0123456789abcdef01234567", TestName = "SHA-1 is refused")]
    [TestCase("blake3:" + Hex, TestName = "BLAKE3, registered and not computed here, is refused")]
    [TestCase("sha256+b64u:LCa0a2j_xo_5m0U8HTBBNBNCLXBkg7-g-YpeiGJm564", TestName = "An algorithm with a component is refused")]
    public void A_text_that_is_no_digest_is_refused(string? text)
    {
        Assert.That(Digest.TryParse(text, out var digest), Is.False);
        Assert.That(digest, Is.EqualTo(default(Digest)));
        var failure = Refused.With("invalid-digest", () => Digest.Parse(text!));
        Assert.That(failure.Actual, Is.EqualTo(text));
        Assert.That(failure.Expected, Is.Not.Empty);
    }

    [Test]
    public void The_default_digest_equals_no_other_and_throws_when_it_is_used()
    {
        Digest digest = default;

        Assert.Multiple(() =>
        {
            Assert.That(digest.Algorithm, Is.EqualTo(DigestAlgorithm.Unknown));
            Assert.That(digest, Is.Not.EqualTo(Digest.Of([])));
            Assert.That(digest.ToString(), Is.Empty);
            Assert.That(() => digest.Hex, Throws.InvalidOperationException);
            Assert.That(() => digest.Matches([]), Throws.InstanceOf<ArgumentException>());
        });
    }

    [Test]
    public void The_published_hashes_of_abc_come_out()
    {
        var abc = "abc"u8.ToArray();

        Assert.Multiple(() =>
        {
            Assert.That(Digest.Of(abc).ToString(), Is.EqualTo("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
            Assert.That(Digest.Of(abc, DigestAlgorithm.Sha512).ToString(), Is.EqualTo(
                "sha512:ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"));
        });
    }

    [TestCase(DigestAlgorithm.Sha256)]
    [TestCase(DigestAlgorithm.Sha512)]
    public void A_digest_matches_its_content_and_no_other(DigestAlgorithm algorithm)
    {
        var digest = Digest.Of("abc"u8, algorithm);

        Assert.That(digest.Matches("abc"u8), Is.True);
        Assert.That(digest.Matches("abd"u8), Is.False);
    }

    [Test]
    public void Digests_of_two_algorithms_over_the_same_content_differ() =>
        Assert.That(Digest.Of("abc"u8), Is.Not.EqualTo(Digest.Of("abc"u8, DigestAlgorithm.Sha512)));

    [Test]
    public void An_algorithm_that_does_not_exist_is_a_mistake_of_the_caller()
    {
        Assert.That(() => Digest.Of([], DigestAlgorithm.Unknown), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => Digest.FromHex((DigestAlgorithm)9, Hex), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void An_encoded_part_of_another_algorithm_is_refused() =>
        Refused.With("invalid-digest", () => Digest.FromHex(DigestAlgorithm.Sha512, Hex));
}
