namespace ImageProvenance.Oci;

/// <summary>
/// The time that one piece of work has, from when this is made, however many fetches it takes. It is never all that the
/// verification has left: a place that never comes to an end would else end the verification, and with it what other
/// places have proven. Immutable and thread-safe.
/// </summary>
internal sealed class TimeShare(TimeSpan whole, TimeProvider time)
{
    private readonly long _started = time.GetTimestamp();

    public TimeSpan Left => whole - time.GetElapsedTime(_started);

    /// <summary>An equal part of what is left.</summary>
    public TimeShare Part(int of) => new(Left / of, time);
}
