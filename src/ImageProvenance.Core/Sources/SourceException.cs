namespace ImageProvenance;

/// <summary>Why a place could not be read.</summary>
public enum SourceErrorKind
{
    /// <summary>Not said; the value of <c>default</c>.</summary>
    Unknown = 0,

    /// <summary>The place answers that it has no such image (404).</summary>
    NotFound,

    /// <summary>The place lists content, and answers that it has none such (404).</summary>
    ContentMissing,

    /// <summary>The place wants to know who asks (401).</summary>
    Unauthorized,

    /// <summary>Whoever asks may not read this (403).</summary>
    Forbidden,

    /// <summary>Too many requests (429).</summary>
    RateLimited,

    /// <summary>The place failed (5xx), or answered what it should not.</summary>
    ServerError,

    /// <summary>No answer, or no whole body, in time.</summary>
    Timeout,

    /// <summary>No connection, or a broken one.</summary>
    Network,

    /// <summary>The body ended before its announced length.</summary>
    Truncated,

    /// <summary>The caps on requests or bytes of one verification are reached.</summary>
    BudgetExhausted,

    /// <summary>A file of a layout or archive could not be read.</summary>
    Disk,

    /// <summary>A registry leads to an address that is not asked: an inner one, or one where no registry is.</summary>
    RefusedAddress,
}

/// <summary>
/// A place could not be read: the one exception of broken transport. Outside of the library it is never seen; there it
/// is an indeterminate verdict.
/// </summary>
public sealed class SourceException : IOException
{
    /// <summary>Creates the exception.</summary>
    public SourceException(SourceErrorKind kind, string message, string? expected = null, string? actual = null, Exception? innerException = null)
        : base(message, innerException)
    {
        Kind = kind;
        Failure = new(CodeOf(kind), message, expected, actual);
    }

    /// <summary>Why the place could not be read.</summary>
    public SourceErrorKind Kind { get; }

    /// <summary>Whether the same request may be answered better a little later (429, 5xx, a broken connection): only then is it made again.</summary>
    public bool IsTransient { get; init; }

    /// <summary>How long the place asks to be left alone; null where it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The same for the report.</summary>
    public Failure Failure { get; }

    private static string CodeOf(SourceErrorKind kind) => kind switch
    {
        SourceErrorKind.NotFound => "not-found",
        SourceErrorKind.ContentMissing => "content-missing",
        SourceErrorKind.Unauthorized => "unauthorized",
        SourceErrorKind.Forbidden => "forbidden",
        SourceErrorKind.RateLimited => "rate-limited",
        SourceErrorKind.ServerError => "server-error",
        SourceErrorKind.Timeout => "timeout",
        SourceErrorKind.Network => "network-error",
        SourceErrorKind.Truncated => "truncated-body",
        SourceErrorKind.BudgetExhausted => "budget-exhausted",
        SourceErrorKind.Disk => "disk-error",
        SourceErrorKind.RefusedAddress => "refused-address",
        _ => "unreadable-place",
    };
}
