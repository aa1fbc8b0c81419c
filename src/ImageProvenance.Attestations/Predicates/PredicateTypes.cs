namespace ImageProvenance.Attestations;

/// <summary>The predicate types that this library knows by name, and the short names that policies use for them. Thread-safe.</summary>
/// <remarks>in-toto attestation, spec/predicates; cosign, <c>--type</c>.</remarks>
public static class PredicateTypes
{
    /// <summary>SLSA provenance 0.1. It is known and not read.</summary>
    public const string SlsaProvenanceV01 = "https://slsa.dev/provenance/v0.1";

    /// <summary>SLSA provenance 0.2.</summary>
    public const string SlsaProvenanceV02 = "https://slsa.dev/provenance/v0.2";

    /// <summary>SLSA provenance 1 (1.0 to 1.2).</summary>
    public const string SlsaProvenanceV1 = "https://slsa.dev/provenance/v1";

    /// <summary>in-toto's provenance, SLSA's forerunner. It is known and not read.</summary>
    public const string InTotoProvenanceV01 = "https://in-toto.io/Provenance/v0.1";

    /// <summary>A SLSA verification summary (VSA) 1.</summary>
    public const string Vsa = "https://slsa.dev/verification_summary/v1";

    /// <summary>cosign's signature of an image as a statement: the one predicate that counts as a signature.</summary>
    public const string CosignSign = "https://sigstore.dev/cosign/sign/v1";

    /// <summary>cosign's predicate of whatever the signer likes.</summary>
    public const string CosignCustom = "https://cosign.sigstore.dev/attestation/v1";

    /// <summary>cosign's vulnerability scan.</summary>
    public const string CosignVuln = "https://cosign.sigstore.dev/attestation/vuln/v1";

    /// <summary>in-toto's vulnerability scan; versions follow as <c>/v0.1</c>, <c>/v0.2</c>.</summary>
    public const string Vuln = "https://in-toto.io/attestation/vulns";

    /// <summary>An SPDX document; versions follow as <c>/v2.3</c>.</summary>
    public const string SpdxDocument = "https://spdx.dev/Document";

    /// <summary>A CycloneDX bill of materials; versions follow as <c>/v1.4</c>.</summary>
    public const string CycloneDx = "https://cyclonedx.org/bom";

    /// <summary>OpenVEX; versions follow as <c>/v0.2.0</c>.</summary>
    public const string OpenVex = "https://openvex.dev/ns";

    private static readonly Dictionary<string, IReadOnlyList<string>> Aliases = new(StringComparer.Ordinal)
    {
        ["slsa-provenance"] = [SlsaProvenanceV02, SlsaProvenanceV1],
        ["sbom"] = [SpdxDocument + "*", CycloneDx + "*"],
        ["vex"] = [OpenVex + "*"],
        ["vuln"] = [CosignVuln, Vuln + "*"],
    };

    /// <summary>
    /// The predicate types that a name means: exact URIs, or prefixes that end in <c>*</c>, for
    /// <see cref="Matches"/>. An absolute URI means itself.
    /// </summary>
    /// <exception cref="ArgumentException">Neither a known name nor an absolute URI; the message lists the names.</exception>
    public static IReadOnlyList<string> Expand(string nameOrUri)
    {
        ArgumentNullException.ThrowIfNull(nameOrUri);
        return Aliases.TryGetValue(nameOrUri, out var patterns) ? patterns
            : IsAbsoluteUri(nameOrUri) ? [nameOrUri]
            : throw new ArgumentException($"'{nameOrUri}' is no predicate type; write an absolute URI, or one of: {string.Join(", ", Aliases.Keys)}.", nameof(nameOrUri));
    }

    /// <summary>
    /// Whether a predicate type is one of those meant. A prefix ends at a boundary: <c>https://spdx.dev/Document*</c>
    /// means <c>…/Document</c> and <c>…/Document/v2.3</c>, never <c>…/Documentation</c>.
    /// </summary>
    /// <param name="patterns">What <see cref="Expand"/> gives. None match nothing.</param>
    /// <param name="predicateType">The predicate type of a statement.</param>
    public static bool Matches(IReadOnlyList<string> patterns, string predicateType)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        ArgumentNullException.ThrowIfNull(predicateType);
        foreach (string pattern in patterns)
            if (pattern.EndsWith('*') ? StartsWith(predicateType, pattern[..^1]) : predicateType == pattern)
                return true;
        return false;
    }

    private static bool StartsWith(string predicateType, string prefix) =>
        predicateType.StartsWith(prefix, StringComparison.Ordinal)
        && (predicateType.Length == prefix.Length
            || prefix.EndsWith('/')
            || predicateType[prefix.Length] is '/' or '?');

    // A path is an absolute URI to the framework on some systems, and a star would quietly make the URI a prefix.
    private static bool IsAbsoluteUri(string text) =>
        text.IndexOf(':') > 0 && char.IsAsciiLetter(text[0]) && !text.Contains('*') && Uri.TryCreate(text, UriKind.Absolute, out _);
}
