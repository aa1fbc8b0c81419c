namespace ImageProvenance;

/// <summary>
/// A location that names no image that could be judged: no such layout, a name or digest that it does not hold, or one
/// that fits several. A mistake of the caller's, not a verdict.
/// </summary>
public sealed class ImageLocationException : ArgumentException
{
    /// <summary>Creates the exception; the message says what, where, and which candidates there are.</summary>
    public ImageLocationException(string message, IReadOnlyList<string>? candidates = null, Exception? innerException = null)
        : base(candidates is { Count: > 0 } ? $"{message} It holds: {string.Join(", ", candidates)}" : message, innerException) =>
        Candidates = candidates ?? [];

    /// <summary>What the location could have named.</summary>
    public IReadOnlyList<string> Candidates { get; }
}
