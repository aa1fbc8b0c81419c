namespace ImageProvenance.Attestations;

/// <summary>
/// The digests of a subject as statements spell them. Where the content is at hand, an algorithm that the subject does
/// not go by is computed, once. Belongs to one call.
/// </summary>
internal sealed class SubjectDigests(Subject subject)
{
    private static readonly (string Name, DigestAlgorithm Algorithm)[] Acceptable =
        [("sha256", DigestAlgorithm.Sha256), ("sha512", DigestAlgorithm.Sha512)];

    private readonly Dictionary<DigestAlgorithm, string?> _hex = [];

    /// <summary>
    /// Whether a set of digests is this subject's: one acceptable algorithm matches, and none that both sides have differs.
    /// Weak and unknown algorithms are no reason for either.
    /// </summary>
    /// <remarks>in-toto attestation 1.0, digest_set.md; the second half is stricter than it.</remarks>
    public bool Match(IReadOnlyDictionary<string, string> digestSet)
    {
        bool matches = false;
        foreach (var (name, algorithm) in Acceptable)
        {
            if (!digestSet.TryGetValue(name, out string? claimed) || HexOf(algorithm) is not { } actual)
                continue;
            if (claimed != actual)
                return false;
            matches = true;
        }

        return matches;
    }

    private string? HexOf(DigestAlgorithm algorithm)
    {
        if (!_hex.TryGetValue(algorithm, out string? hex))
            _hex[algorithm] = hex = Find(algorithm)?.Hex;
        return hex;
    }

    private Digest? Find(DigestAlgorithm algorithm)
    {
        foreach (var digest in subject.Digests)
            if (digest.Algorithm == algorithm)
                return digest;
        return subject.Content is { } content ? Digest.Of(content.Span, algorithm) : null;
    }
}
