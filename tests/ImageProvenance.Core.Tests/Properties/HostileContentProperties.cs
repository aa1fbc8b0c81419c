using FsCheck;
using FsCheck.Fluent;

namespace ImageProvenance.Core.Tests;

public sealed class HostileContentProperties
{
    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(4000);

    [Test]
    public void Whatever_the_bytes_a_manifest_is_read_or_refused() => ForAnyDocument(bytes => ManifestDocument.Parse(VerifiedBytes.Hash(bytes)));

    [Test]
    public void Whatever_the_bytes_a_configuration_is_read_or_refused() => ForAnyDocument(bytes => ImageConfig.Parse(VerifiedBytes.Hash(bytes)));

    [Test]
    public void Whatever_the_bytes_a_document_is_skipped_or_refused() =>
        ForAnyDocument(bytes => StrictJsonReader.Parse(bytes, "sample", (ref reader) => reader.ReadRaw().Length));

    [Test]
    public void What_is_read_is_also_what_the_framework_reads() => ForAnyDocument(bytes =>
    {
        StrictJsonReader.Parse(bytes, "sample", (ref reader) => reader.ReadRaw().Length);

        // Throws where the strict reader let something through that the framework refuses, duplicates included.
        System.Text.Json.JsonDocument.Parse(bytes, new() { AllowDuplicateProperties = false }).Dispose();
    });

    [Test]
    public void Any_changed_byte_is_found_by_its_hash() =>
        Prop.ForAll(Generators.Contents.ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), Gen.Choose(1, 255).ToArbitrary(), (content, at, flip) =>
        {
            var changed = content.ToArray();
            changed[at % changed.Length] ^= (byte)flip;
            return IsRefused(changed, Digest.Of(content)) && IsRefused(changed, Digest.Of(content, DigestAlgorithm.Sha512));
        }).Check(Runs.WithMaxTest(1000));

    [Test]
    public void Every_single_bit_of_a_manifest_counts()
    {
        byte[] manifest = ManifestJson.Manifest();
        var digest = Digest.Of(manifest);

        for (int bit = 0; bit < manifest.Length * 8; bit++)
        {
            manifest[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.That(IsRefused(manifest, digest), Is.True);
            manifest[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    private static bool IsRefused(byte[] content, Digest digest)
    {
        try
        {
            VerifiedBytes.Hash(content, digest);
            return false;
        }
        catch (MalformedContentException e)
        {
            return e.Failure.Code == "digest-mismatch";
        }
    }

    private static void ForAnyDocument(Action<byte[]> parse) =>
        Prop.ForAll(Generators.Documents.ToArbitrary(), bytes =>
        {
            try
            {
                parse(bytes);
            }
            catch (MalformedContentException)
            {
                // The one way to refuse; any other exception fails the property.
            }
        }).Check(Runs);
}
