namespace ImageProvenance.Signatures;

/// <summary>The names that a log signs checkpoints with: its host, with or without the port.</summary>
/// <remarks>sigstore client-spec.md names the host of the base URL. Clients differ about a port in it; both name the same log.</remarks>
internal static class CheckpointName
{
    public static bool IsOf(TransparencyLog log, string name) => name == log.Name || name.AsSpan().SequenceEqual(WithoutPort(log.Name));

    private static ReadOnlySpan<char> WithoutPort(string name)
    {
        int colon = name.LastIndexOf(':');
        bool isPort = colon >= 0 && !name.AsSpan(colon + 1).ContainsAnyExceptInRange('0', '9');
        return isPort ? name.AsSpan(0, colon) : name;
    }
}
