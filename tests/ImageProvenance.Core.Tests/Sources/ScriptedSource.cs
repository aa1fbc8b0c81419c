using System.Collections.Concurrent;

namespace ImageProvenance.Core.Tests;

/// <summary>An image source that answers as it is told, and remembers what it was asked.</summary>
internal sealed class ScriptedSource : IImageSource
{
    private readonly ConcurrentQueue<string> _asked = new();

    public string Scheme => "registry";

    /// <summary>What it was asked, in order: <c>resolve</c>, <c>manifest DIGEST</c>, <c>blob DIGEST</c>, <c>tag TAG</c>, <c>referrers DIGEST</c>.</summary>
    public IReadOnlyCollection<string> Asked => _asked;

    public FetchedContent? Resolved { get; set; }

    public Dictionary<Digest, FetchedContent> Manifests { get; } = [];

    public Dictionary<Digest, FetchedContent> Blobs { get; } = [];

    public Dictionary<string, FetchedContent> Tags { get; } = [];

    public ReferrersList Referrers { get; set; } = ReferrersList.Empty;

    /// <summary>Answers are held back until this is done.</summary>
    public Task Until { get; set; } = Task.CompletedTask;

    /// <summary>The most answers that were in flight at once.</summary>
    public int MostAtOnce { get; private set; }

    private int _inFlight;

    public ValueTask<FetchedContent> ResolveAsync(ImageLocation location, int maxBytes, FetchBudget budget, CancellationToken cancellationToken) =>
        new(Answer("resolve", () => Resolved, budget, cancellationToken)!);

    public ValueTask<FetchedContent> GetManifestAsync(ImageLocation location, Digest digest, int maxBytes, FetchBudget budget, CancellationToken cancellationToken) =>
        new(Answer($"manifest {digest}", () => Manifests.GetValueOrDefault(digest), budget, cancellationToken)!);

    public ValueTask<FetchedContent?> FindTagAsync(ImageLocation location, TagName tag, int maxBytes, FetchBudget budget, CancellationToken cancellationToken) =>
        new(Answer($"tag {tag}", () => Tags.GetValueOrDefault(tag.Value), budget, cancellationToken, mayMiss: true));

    public ValueTask<FetchedContent> GetBlobAsync(ImageLocation location, Descriptor blob, int maxBytes, FetchBudget budget, CancellationToken cancellationToken) =>
        new(Answer($"blob {blob.Digest}", () => Blobs.GetValueOrDefault(blob.Digest), budget, cancellationToken)!);

    public async ValueTask<ReferrersList> GetReferrersAsync(ImageLocation location, Digest subject, Limits limits, FetchBudget budget, CancellationToken cancellationToken)
    {
        await Answer($"referrers {subject}", () => null, budget, cancellationToken, mayMiss: true);
        return Referrers;
    }

    private async Task<FetchedContent?> Answer(string question, Func<FetchedContent?> answer, FetchBudget budget, CancellationToken cancellationToken, bool mayMiss = false)
    {
        _asked.Enqueue(question);
        budget.ChargeRequest();
        int inFlight = Interlocked.Increment(ref _inFlight);
        lock (_asked)
            MostAtOnce = Math.Max(MostAtOnce, inFlight);
        try
        {
            await Until.WaitAsync(cancellationToken);
            var content = answer();
            if (content is null && !mayMiss)
                throw new SourceException(SourceErrorKind.NotFound, $"There is no {question}.");
            budget.ChargeBytes(content?.Bytes.Length ?? 0);
            return content;
        }
        finally
        {
            Interlocked.Decrement(ref _inFlight);
        }
    }
}
