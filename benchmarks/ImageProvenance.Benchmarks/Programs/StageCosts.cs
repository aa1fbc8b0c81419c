using System.Diagnostics;
using ImageProvenance.Attestations;
using ImageProvenance.Oci;
using ImageProvenance.Policies;
using ImageProvenance.Signatures;

namespace ImageProvenance.Benchmarks;

/// <summary>The time and the bytes that each stage of verifying the sample layout takes: where to look when the whole grows.</summary>
internal static class StageCosts
{
    private const int Rounds = 500;

    private static readonly Dictionary<string, (TimeSpan Time, long Bytes)> Stages = [];
    private static (long Time, long Bytes) s_begin;

    public static async Task<int> ShowAsync()
    {
        var policy = Samples.SignedBy(Samples.KeyPem);
        var plan = policy.Otherwise.Plan(PolicyRule.DefaultProviders, PolicyRule.DefaultInstances);
        var location = Samples.SignedImage;
        var source = new LayoutImageSource();
        using var verifier = new ImageVerifier(new ImageVerifierOptions { Cache = CacheOptions.None });

        for (int round = -Rounds; round < Rounds; round++)
        {
            if (round == 0)
                Stages.Clear();
            Begin();
            using var content = new ImageContentReader(source, location, Limits.Default, new FetchBudget(Limits.Default));
            var image = await content.ResolveAsync(CancellationToken.None);
            End("resolve");
            var discovery = await EvidenceDiscovery.DiscoverAsync(image, plan.Discovery, EvidenceDiscovery.DefaultLocators, content, CancellationToken.None);
            End("discover");
            List<SignedEvidence> evidence = [.. discovery.Evidence.SelectMany(EvidenceReader.Read).OfType<SignedEvidence>()];
            End("read");
            var provider = PolicyRule.DefaultProviders[0];
            var subject = Subject.Of(image.Document.Content);
            List<JudgedEvidence> judged = [.. evidence.Select(piece => new JudgedEvidence(piece, provider.Verify(subject, piece, plan.Trust, DateTimeOffset.UnixEpoch)))];
            End("verify");
            policy.Otherwise.Evaluate(new ImageFacts(image, judged, [], discovery.Unread));
            End("evaluate");
            await verifier.VerifyAsync(new ImageRequest(location), policy);
            End("whole");
        }

        foreach (var (stage, cost) in Stages)
            Console.WriteLine($"{stage,-10}{cost.Time.TotalMicroseconds / Rounds,10:N0} us{cost.Bytes / Rounds,10:N0} bytes");
        return 0;
    }

    private static void Begin() => s_begin = (Stopwatch.GetTimestamp(), Allocated());

    private static void End(string stage)
    {
        var time = Stopwatch.GetElapsedTime(s_begin.Time);
        long bytes = Allocated() - s_begin.Bytes;
        var sum = Stages.GetValueOrDefault(stage);
        Stages[stage] = (sum.Time + time, sum.Bytes + bytes);
        Begin();
    }

    // Of the process: files are searched on a thread of the pool.
    private static long Allocated() => GC.GetTotalAllocatedBytes(precise: true);
}
