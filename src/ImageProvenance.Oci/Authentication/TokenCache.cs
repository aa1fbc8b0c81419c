namespace ImageProvenance.Oci;

/// <summary>
/// Keeps tokens until shortly before they expire. Whoever needs a token that somebody is fetching waits for that one.
/// Thread-safe.
/// </summary>
internal sealed class TokenCache(TokenClient client, TimeProvider time)
{
    /// <summary>Registries choose realms, services and scopes, so the keys are theirs to multiply.</summary>
    private const int MaxEntries = 1024;

    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(10);

    private readonly Dictionary<TokenRequest, Slot> _slots = [];

    /// <summary>A token; one that the registry has just rejected is not given again.</summary>
    public async Task<string> GetAsync(TokenRequest request, string? rejected, FetchBudget budget, CancellationToken cancellationToken)
    {
        var slot = SlotOf(request);
        await slot.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (slot.Kept is { } kept && kept.Value != rejected && time.GetUtcNow() < kept.Expires)
                return kept.Value;
            var asked = time.GetUtcNow();
            var token = await client.FetchAsync(request, budget, cancellationToken).ConfigureAwait(false);
            slot.Kept = new(token.Value, asked + token.Lifetime - Margin);
            return token.Value;
        }
        finally
        {
            slot.Gate.Release();
        }
    }

    /// <summary>Drops a token that the registry has rejected, though it was fresh.</summary>
    public void Forget(string token)
    {
        lock (_slots)
            foreach (var slot in _slots.Values)
                slot.Forget(token);
    }

    private Slot SlotOf(TokenRequest request)
    {
        lock (_slots)
        {
            if (_slots.TryGetValue(request, out var slot))
                return slot;
            if (_slots.Count == MaxEntries)
                _slots.Clear();
            return _slots[request] = new();
        }
    }

    private sealed class KeptToken(string value, DateTimeOffset expires)
    {
        public string Value => value;
        public DateTimeOffset Expires => expires;
    }

    private sealed class Slot
    {
        private KeptToken? _kept;

        public SemaphoreSlim Gate { get; } = new(1);

        public KeptToken? Kept
        {
            get => Volatile.Read(ref _kept);
            set => Volatile.Write(ref _kept, value);
        }

        // Without the gate, which a fetch may hold for long: only the rejected token goes, not one that has come in its place.
        public void Forget(string token)
        {
            if (Kept is { } kept && kept.Value == token)
                Interlocked.CompareExchange(ref _kept, null, kept);
        }
    }
}
