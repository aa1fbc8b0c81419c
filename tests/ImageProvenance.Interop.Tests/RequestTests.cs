namespace ImageProvenance.Interop.Tests;

/// <summary>What a verification costs a registry, counted by the registry.</summary>
internal sealed class RequestTests
{
    [Test]
    public async Task A_tag_signed_by_two_bundles_takes_at_most_nine_requests_and_none_twice([Values] RegistryKind registry)
    {
        string image = await Stage.Current.Images.ReleaseAsync(registry);
        var (first, second) = (await Stage.Current.Keys.ReleaseAsync(), await Stage.Current.Keys.OtherAsync());
        await Cosign.SignAsync(image, first, EvidenceForm.Bundle);
        await Cosign.SignAsync(image, second, EvidenceForm.Bundle);

        foreach (var key in new[] { first, second })
        {
            int counted = 0;
            var requests = await AccessLog.DuringAsync(registry, image, async () =>
            {
                var report = await Imageprov.ReportAsync(image, key);
                counted = report.GetProperty("statistics").GetProperty("requests").GetInt32();
            });

            using (Assert.EnterMultipleScope())
            {
                Assert.That(requests, Is.Not.Empty.And.Unique, string.Join('\n', requests));
                Assert.That(requests, Has.Count.LessThanOrEqualTo(9), string.Join('\n', requests));
                Assert.That(counted, Is.EqualTo(requests.Count), string.Join('\n', requests));
                Assert.That(requests, Has.All.StartsWith("GET "), "a HEAD costs as much as the answer");
            }
        }
    }
}
