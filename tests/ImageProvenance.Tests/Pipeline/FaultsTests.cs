using ImageProvenance.Oci;
using ImageProvenance.Policies;
using ImageProvenance.Testing;

namespace ImageProvenance.Tests.Pipeline;

/// <summary>Many images from a registry of which every tenth answer is broken, in turn in each way.</summary>
public class FaultsTests
{
    private const int Images = 200;
    private static readonly string[] Causes = ["rate-limited", "server-error", "network-error", "truncated-body", "timeout"];

    private static readonly Retries Patient = new() { Attempts = 5, Delay = TimeSpan.FromMilliseconds(2), MaxDelay = TimeSpan.FromMilliseconds(50) };

    [Test, CancelAfter(60_000)]
    public async Task Every_tenth_answer_is_broken_and_no_verdict_is_wrong_and_no_image_lost([Values] bool retries, CancellationToken cancellationToken)
    {
        var registry = new InMemoryRegistry();
        Decision[] truths = [.. Enumerable.Range(0, Images).Select(i => PushImage(registry, i))];
        using var _ = BreakEveryTenth(registry);
        using var verifier = new ImageVerifier(new ImageVerifierOptions
        {
            HttpClientFactory = new HandlerClients(registry.CreateHandler()),
            Credentials = AnonymousCredentials.Instance,
            Registry = new() { Retries = retries ? Patient : Retries.None },
            Limits = new() { RequestTimeout = TimeSpan.FromMilliseconds(250) },
        });

        var reports = new ProvenanceReport[Images];
        await Parallel.ForAsync(0, Images, new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = cancellationToken }, async (i, token) =>
            reports[i] = await verifier.VerifyAsync($"registry.test/{Name(i)}", TestScene.Signed, token));

        for (int i = 0; i < Images; i++)
        {
            var report = reports[i];
            Assert.That(report.Request.Location.ToString(), Is.EqualTo($"registry.test/{Name(i)}"));
            Assert.That(report.Decision, Is.EqualTo(truths[i]).Or.EqualTo(Decision.Indeterminate), report.Explain);
            if (report.Decision == Decision.Indeterminate)
                Assert.That(Verdict.CodesOf(report.Tree).Intersect(Causes), Is.Not.Empty, report.Explain);
        }

        int open = reports.Count(report => report.Decision == Decision.Indeterminate);
        Assert.That(open, retries ? Is.LessThanOrEqualTo(Images / 50) : Is.GreaterThanOrEqualTo(Images / 10));
    }

    private static string Name(int i) => $"acme/app{i}:1";

    /// <summary>An image in a repository of its own: every second one signed as the policy wants it, and of the others every second by somebody else.</summary>
    private static Decision PushImage(InMemoryRegistry registry, int i)
    {
        var image = registry.Push(Name(i), TestImage.FromScratch().WithLabel("number", $"{i}"));
        if (i % 2 == 0)
            image.SignWithBundle(TestScene.Key);
        else if (i % 4 == 1)
            image.SignWithTag(TestScene.OtherKey);
        return i % 2 == 0 ? Decision.Allow : Decision.Deny;
    }

    private static IDisposable BreakEveryTenth(InMemoryRegistry registry)
    {
        int asked = 0;
        return registry.Alter((_, response) => Interlocked.Increment(ref asked) is var turn && turn % 10 != 0 ? response : (turn / 10 % 5) switch
        {
            0 => RegistryResponse.Error(429, "TOOMANYREQUESTS", "slow down"),
            1 => RegistryResponse.Error(503, "UNAVAILABLE", "not now"),
            2 => throw new IOException("reset"),
            3 => (response with { Body = response.Body[..(response.Body.Length / 2)] }).With("Content-Length", $"{response.Body.Length}"),
            _ => response with { OpenBody = () => new LateBody(response.Body) },
        });
    }

    /// <summary>A body that comes two seconds late, by much more than an attempt may take here.</summary>
    private sealed class LateBody(ReadOnlyMemory<byte> body) : MemoryStream(body.ToArray())
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Delay(TimeSpan.FromSeconds(2), cancellationToken);
            return await base.ReadAsync(buffer, cancellationToken);
        }
    }
}
