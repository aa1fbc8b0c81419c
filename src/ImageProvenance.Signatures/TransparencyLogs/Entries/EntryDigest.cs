namespace ImageProvenance.Signatures;

/// <summary>What is wrong with a hash in a log entry.</summary>
internal static class EntryDigest
{
    public static Failure Unknown(LoggedHash logged) =>
        new("entry-digest-unknown", "A log entry knows its content by a hash that cannot be computed of what is at hand.", "sha256, sha384 or sha512, of content that is at hand", EntryBody.Describe(logged.Algorithm.Span));

    public static Failure Mismatch(string message, ReadOnlySpan<byte> expected, LoggedHash logged) =>
        new("entry-digest-mismatch", message, Convert.ToHexStringLower(expected[..Math.Min(expected.Length, 64)]), EntryBody.Describe(logged.Value.Span));

    public static Failure PayloadMismatch(ReadOnlySpan<byte> expected, LoggedHash logged) =>
        new("entry-payload-mismatch", "A log entry is about another payload.", $"sha256:{Convert.ToHexStringLower(expected)}", logged.ToString());
}
