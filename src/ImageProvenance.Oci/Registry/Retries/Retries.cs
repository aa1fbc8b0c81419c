namespace ImageProvenance.Oci;

/// <summary>
/// How often and when a registry is asked again after an answer that may be better a little later: 408, 429, 500, 502,
/// 503, 504, 522 or 524, a broken connection, a body cut short, an attempt that took too long. Whole fetches are made
/// again, always with GET. Never made again: 401 (but for the answer to its challenge), 403, 404, content that does not
/// hash or is too large, TLS failures, refused addresses and redirects. Immutable and thread-safe.
/// </summary>
/// <remarks>RFC 9110, 9.2.2 (safe methods may be repeated) and 10.2.3 (Retry-After).</remarks>
/// <exception cref="ArgumentOutOfRangeException">A value that makes no sense, as documented on each member.</exception>
public sealed record Retries
{
    /// <summary>The defaults, as documented on each member.</summary>
    public static Retries Default { get; } = new();

    /// <summary>Nothing is asked twice.</summary>
    public static Retries None { get; } = new() { Attempts = 1 };

    /// <summary>How often something is asked in all, from 1 to 10. Default: 3.</summary>
    public int Attempts
    {
        get;
        init => field = value is >= 1 and <= 10 ? value : throw new ArgumentOutOfRangeException(nameof(Attempts), value, "From 1 to 10 attempts are made.");
    } = 3;

    /// <summary>The first wait, on average; each further one is about twice as long. Every wait is a random one. Default: 0.5 s.</summary>
    public TimeSpan Delay { get; init => field = Wait(value, nameof(Delay)); } = TimeSpan.FromSeconds(0.5);

    /// <summary>
    /// The longest wait, also where the registry asks for more (<c>Retry-After</c>): then it is not asked again. Default: 10 s.
    /// </summary>
    public TimeSpan MaxDelay { get; init => field = Wait(value, nameof(MaxDelay)); } = TimeSpan.FromSeconds(10);

    private static TimeSpan Wait(TimeSpan value, string name) => value > TimeSpan.Zero && value <= TimeSpan.FromHours(1)
        ? value
        : throw new ArgumentOutOfRangeException(name, value, "A wait is more than zero and at most an hour.");
}
