namespace ImageProvenance;

/// <summary>
/// Content is there and is wrong: not what its format demands, too large, or not hashing to the digest it was asked
/// by. Parsers throw it; the pipeline turns it into a denied verdict (the image's own content) or into a failed piece
/// of evidence (everything else), never into an indeterminate one.
/// </summary>
public sealed class MalformedContentException : FormatException
{
    /// <summary>Creates the exception for a failure.</summary>
    public MalformedContentException(Failure failure, Exception? innerException = null)
        : base(failure?.ToString(), innerException) => Failure = failure ?? throw new ArgumentNullException(nameof(failure));

    /// <summary>Creates the exception for a failure given by its parts; see <see cref="ImageProvenance.Failure"/>.</summary>
    public MalformedContentException(string code, string message, string? expected = null, string? actual = null)
        : this(new Failure(code, message, expected, actual))
    {
    }

    /// <summary>What is wrong.</summary>
    public Failure Failure { get; }
}
