namespace ImageProvenance.Oci;

/// <summary>Joins what was found in several places, in their order.</summary>
internal static class LocatedEvidenceList
{
    public static LocatedEvidence Join(IReadOnlyList<LocatedEvidence> parts) => parts.Count == 1 ? parts[0] : new(
        [.. parts.SelectMany(part => part.Evidence)],
        [.. parts.SelectMany(part => part.Unread).Distinct()]);
}
