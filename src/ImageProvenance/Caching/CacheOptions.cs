namespace ImageProvenance;

/// <summary>What a verifier keeps from one verification to the next. Immutable and thread-safe; change one with <c>with</c>.</summary>
/// <remarks>
/// Verdicts are never kept: the policy is evaluated every time. What a tag of an image points to is asked every time. An
/// unsatisfied verdict never rests on a kept list: it is asked for anew first; an inspection always asks. Only what registries
/// hold is kept, apart for each credential that the credential store gives. Who authenticates in an HTTP handler instead,
/// as one caller here and as another there, has to keep nothing (<see cref="None"/>), or a verifier for each.
/// </remarks>
public sealed record CacheOptions
{
    /// <summary>The defaults, as documented on each member.</summary>
    public static CacheOptions Default { get; } = new();

    /// <summary>Keeps nothing: every verification reads everything.</summary>
    public static CacheOptions None { get; } = new() { Bytes = 0 };

    /// <summary>Bytes that are kept, about: content that its digest has proven, lists, and proven facts. 0 keeps nothing. Default: 64 MiB.</summary>
    public long Bytes { get; init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(Bytes), value, "Bytes are zero or more."); } = 64L << 20;

    /// <summary>
    /// How long a list of evidence is kept, also one that is empty. Evidence that is taken away may count for that long. Zero
    /// keeps none. Default: 30 s.
    /// </summary>
    public TimeSpan ListsFor { get; init => field = value >= TimeSpan.Zero ? value : throw new ArgumentOutOfRangeException(nameof(ListsFor), value, "A time is zero or more."); } = TimeSpan.FromSeconds(30);
}
