namespace ImageProvenance.Attestations;

/// <summary>
/// Holds one platform's image against the unsigned provenance that its index attaches to it. Finds mistakes, copied
/// attestations and careless tampering; proves no origin. Pure and thread-safe.
/// </summary>
/// <remarks>BuildKit, docs/attestations/attestation-storage.md. Content was hashed on arrival, and is not hashed again.</remarks>
public static class ImageConsistency
{
    /// <summary>The annotation of a layer that says which predicate its statement has.</summary>
    public const string PredicateTypeAnnotation = "in-toto.io/predicate-type";

    /// <summary>Checks one runnable platform.</summary>
    /// <param name="image">The image: an index, a platform chosen from one, or a single manifest (which can have no such provenance).</param>
    /// <param name="platform">The platform; its configuration is needed for a decision.</param>
    /// <param name="indexEvidence">What was read of the index's attestation manifests; pieces about other platforms are not looked at.</param>
    public static ConsistencyResult Check(PinnedImage image, PlatformImage platform, IReadOnlyList<Evidence> indexEvidence)
    {
        var question = new ConsistencyQuestion(image, platform, indexEvidence);
        return new(
        [
            .. AttestationManifestCheck.Run(question),
            .. ProvenancePresenceCheck.Run(question),
            .. PredicateTypeCheck.Run(question),
            .. StatementSubjectCheck.Run(question),
            .. SubjectPackageUrlCheck.Run(question),
            .. PlatformCheck.Run(question),
        ]);
    }
}
