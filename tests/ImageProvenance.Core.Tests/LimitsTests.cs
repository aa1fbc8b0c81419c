namespace ImageProvenance.Core.Tests;

public sealed class LimitsTests
{
    [Test]
    public void The_defaults_are_what_their_documentation_says()
    {
        Assert.That(Limits.Default, Is.EqualTo(new Limits
        {
            ManifestBytes = 4_194_304,
            ConfigBytes = 4_194_304,
            SignatureBytes = 16_777_216,
            StatementBytes = 41_943_040,
            TokenBytes = 65_536,
            ErrorBytes = 65_536,
            Referrers = 256,
            Pages = 16,
            EvidenceDepth = 2,
            IndexDepth = 8,
            EvidenceLayers = 1000,
            LayoutManifests = 10_000,
            ArchiveEntries = 100_000,
            TotalBytes = 268_435_456,
            TotalRequests = 1000,
            ParallelRequests = 8,
            Timeout = TimeSpan.FromSeconds(30),
        }));
    }
}
