namespace ImageProvenance.Interop.Tests;

/// <summary>Starts the real programs once for all tests; where nobody asked for them, every test is ignored with the reason.</summary>
[SetUpFixture]
public sealed class InteropSetUp
{
    [OneTimeSetUp]
    public async Task Start()
    {
        if (Environment.GetEnvironmentVariable("IMAGE_PROVENANCE_INTEROP") != "1")
            Assert.Ignore("These tests drive a real registry, BuildKit and cosign; set IMAGE_PROVENANCE_INTEROP=1 to run them.");
        // Who asked for the comparison must not take its absence for agreement.
        if (!PeersFolder.Exists)
            Assert.Fail("IMAGE_PROVENANCE_INTEROP=1, but the real programs are not here. Set IMAGE_PROVENANCE_SHARED to the folder that holds 'peers'.");
        await Stage.SetUpAsync();
    }

    [OneTimeTearDown]
    public Task Stop() => Stage.TearDownAsync();
}
