namespace ImageProvenance.Oci;

/// <summary>What a failure becomes once it is known how often it was met.</summary>
internal static class RetriedFailure
{
    /// <summary>The same failure, not to be tried again: there is no time for it, or the place does not want it.</summary>
    public static SourceException AsFinal(this SourceException failure) => Copy(failure, failure.Message);

    /// <summary>The failure that ended several attempts.</summary>
    /// <param name="ended">What ended them.</param>
    /// <param name="last">What the last whole attempt failed with: the same, unless the time was up.</param>
    /// <param name="attempts">How many there were.</param>
    public static SourceException After(this SourceException ended, SourceException last, int attempts) => Copy(
        ended, $"{ended.Message} It was tried {attempts} times{(ReferenceEquals(ended, last) ? "" : $", and before failed so: {last.Message.TrimEnd('.')}")}.");

    private static SourceException Copy(SourceException failure, string message) =>
        new(failure.Kind, message, failure.Failure.Expected, failure.Failure.Actual, failure) { RetryAfter = failure.RetryAfter };
}
