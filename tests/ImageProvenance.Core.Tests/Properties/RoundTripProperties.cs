using FsCheck;
using FsCheck.Fluent;

namespace ImageProvenance.Core.Tests;

public sealed class RoundTripProperties
{
    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(1000);

    [Test]
    public void What_a_digest_prints_reads_as_the_same_digest() =>
        Prop.ForAll(Generators.Digests.ToArbitrary(), digest => Digest.Parse(digest.ToString()) == digest && digest.ToString().EndsWith(digest.Hex, StringComparison.Ordinal)).Check(Runs);

    [Test]
    public void What_a_reference_prints_reads_as_the_same_reference() =>
        Prop.ForAll(Generators.References.ToArbitrary(), text =>
        {
            var reference = ImageReference.Parse(text);
            var again = ImageReference.Parse(reference.ToString());
            return again == reference && again.ToString() == reference.ToString();
        }).Check(Runs);

    [Test]
    public void What_a_location_prints_reads_as_the_same_location() =>
        Prop.ForAll(Generators.Locations.ToArbitrary(), text =>
        {
            var location = ImageLocation.Parse(text, "own");
            return ImageLocation.Parse(location.ToString(), "own") == location;
        }).Check(Runs);

    [Test]
    public void A_pinned_location_reads_as_the_same_location_with_that_digest() =>
        Prop.ForAll(Generators.Locations.ToArbitrary(), Generators.Digests.ToArbitrary(), (text, digest) =>
        {
            var pinned = ImageLocation.Parse(text, "own").Pin(digest);
            return pinned.Digest == digest && ImageLocation.Parse(pinned.ToString(), "own") == pinned;
        }).Check(Runs);

    [Test]
    public void Any_text_is_a_location_or_is_refused_as_one() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), text =>
        {
            try
            {
                return text is null || ImageLocation.Parse(text, "own") is not null;
            }
            catch (FormatException)
            {
                return true;
            }
        }).Check(Runs);
}
