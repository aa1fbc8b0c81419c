using ImageProvenance.Fuzz;

namespace ImageProvenance.Signatures.Tests;

/// <summary>A short run of the fuzz target over all parsers, and that it would find something.</summary>
public sealed class FuzzTests
{
    private static readonly byte[] Valid = Some.Utf8("{ \"valid\": 1 }");

    [Test]
    public void Changed_input_is_refused_as_it_has_to_be_or_proves_what_was_valid()
    {
        using var instance = new FuzzInstance();
        var finding = new FuzzRun(FuzzSeeds.Of(instance), seed: 1).Run(20_000, TestContext.Out);
        Assert.That(finding, Is.Null, finding?.ToString());
    }

    [Test]
    public void Every_parser_of_what_others_write_is_a_target()
    {
        using var instance = new FuzzInstance();
        Assert.That(FuzzSeeds.Of(instance).Select(seed => seed.Target).Distinct(), Is.EquivalentTo(new[]
        {
            "bundle", "certificate", "sct-list", "log-entry", "rekor-bundle", "checkpoint", "timestamp", "dsse-envelope", "statement", "simple-signing", "trusted-root",
        }));
    }

    [Test]
    public void An_exception_of_another_type_is_found() =>
        Assert.That(Run(bytes => IsValid(bytes) ? "valid" : throw new FormatException("not this")), Does.Contain("FormatException"));

    [Test]
    public void A_claim_that_nothing_valid_makes_is_found() =>
        Assert.That(Run(bytes => IsValid(bytes) ? "valid" : "forged"), Does.Contain("forged"));

    [Test]
    public void More_memory_than_a_parser_may_use_is_found() =>
        Assert.That(Run(bytes => IsValid(bytes) ? "valid" : new string(' ', 9 << 20).Length > 0 ? null : null), Does.Contain("allocated"));

    [Test]
    public void What_is_refused_by_type_is_no_finding() =>
        Assert.That(Run(bytes => IsValid(bytes) ? "valid" : throw new MalformedContentException("malformed-json", "not valid")), Is.Null);

    [Test]
    public void A_seed_that_is_refused_is_a_mistake() => Assert.That(() => Run(_ => null), Throws.InvalidOperationException);

    [Test]
    public void The_same_numbers_make_the_same_changes()
    {
        byte[][] first = Changes(1);
        Assert.That(Changes(1), Is.EqualTo(first));
        Assert.That(Changes(2), Is.Not.EqualTo(first));
    }

    private static byte[][] Changes(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, 100).Select(_ => Mutator.Change(Valid, Some.Utf8("something else"), random))];
    }

    private static string? Run(Func<ReadOnlyMemory<byte>, string?> judge) =>
        new FuzzRun([new("test", Valid, judge)], seed: 1).Run(100, TextWriter.Null)?.ToString();

    private static bool IsValid(ReadOnlyMemory<byte> bytes) => bytes.Span.SequenceEqual(Valid);
}
