namespace ImageProvenance.Oci;

/// <summary>
/// Whether a manifest refers to the subject that a place lists it for. Lists are claims: a referrers tag can be written
/// by anyone who may push, and a registry may hand out other images' children.
/// </summary>
/// <remarks>OCI image-spec, manifest.md, "subject".</remarks>
internal static class SubjectRule
{
    /// <summary>Why not; null where it does.</summary>
    public static Failure? Check(ManifestDocument carrier, Descriptor subject, bool mustRefer) => carrier.Subject switch
    {
        null when !mustRefer => null,
        null => Mismatch(subject, "no subject"),
        { } actual when actual.Digest == subject.Digest && actual.Size == subject.Size => null,
        { } actual => Mismatch(subject, $"{actual.Digest} ({actual.Size} bytes)"),
    };

    private static Failure Mismatch(Descriptor subject, string actual) =>
        new("subject-mismatch", "A manifest is listed for a subject that it does not refer to.", $"{subject.Digest} ({subject.Size} bytes)", actual);
}
