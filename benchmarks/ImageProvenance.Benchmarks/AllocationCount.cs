using ImageProvenance.Attestations;
using ImageProvenance.Oci;
using ImageProvenance.Policies;
using ImageProvenance.Signatures;

namespace ImageProvenance.Benchmarks;

/// <summary>The bytes that each stage of verifying the sample layout allocates: where to look when the whole grows.</summary>
internal static class AllocationCount
{
    private const int Rounds = 50;

    public static async Task<int> ShowAsync()
    {
        var policy = Samples.SignedBy(Samples.KeyPem);
        var plan = policy.Otherwise.Plan(PolicyRule.DefaultProviders);
        var location = Samples.SignedImage;
        var source = new LayoutImageSource();
        using var verifier = new ImageVerifier();

        long resolve = 0, discover = 0, read = 0, verify = 0, evaluate = 0, whole = 0;
        for (int round = -Rounds; round < Rounds; round++)
        {
            if (round == 0)
                resolve = discover = read = verify = evaluate = whole = 0;
            long start = Allocated();
            using var content = new ImageContentReader(source, location, Limits.Default, new FetchBudget(Limits.Default));
            var image = await content.ResolveAsync(CancellationToken.None);
            Count(ref resolve, ref start);
            var discovery = await EvidenceDiscovery.DiscoverAsync(image, plan.Discovery, EvidenceDiscovery.DefaultLocators, content, CancellationToken.None);
            Count(ref discover, ref start);
            List<SignedEvidence> evidence = [.. discovery.Evidence.SelectMany(EvidenceReader.Read).OfType<SignedEvidence>()];
            Count(ref read, ref start);
            var provider = PolicyRule.DefaultProviders[0];
            var subject = Subject.Of(image.Document.Content);
            List<JudgedEvidence> judged = [.. evidence.Select(piece => new JudgedEvidence(piece, provider.Verify(subject, piece, plan.Trust, DateTimeOffset.UnixEpoch)))];
            Count(ref verify, ref start);
            policy.Otherwise.Evaluate(new ImageFacts(image, judged, [], discovery.Unread));
            Count(ref evaluate, ref start);
            await verifier.VerifyAsync(new ImageRequest(location), policy);
            Count(ref whole, ref start);
        }

        Show("resolve", resolve);
        Show("discover", discover);
        Show("read", read);
        Show("verify", verify);
        Show("evaluate", evaluate);
        Show("whole", whole);
        return 0;
    }

    // Of the process: files are read on threads of the pool.
    private static long Allocated() => GC.GetTotalAllocatedBytes(precise: true);

    private static void Count(ref long sum, ref long start)
    {
        sum += Allocated() - start;
        start = Allocated();
    }

    private static void Show(string stage, long sum) => Console.WriteLine($"{stage,-10}{sum / Rounds,10:N0} bytes");
}
