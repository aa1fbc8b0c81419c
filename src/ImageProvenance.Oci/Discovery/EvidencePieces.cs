namespace ImageProvenance.Oci;

/// <summary>Leaves every piece once, where several places have it.</summary>
internal static class EvidencePieces
{
    /// <summary>
    /// The pieces in the order in which they were first found. Of one piece that several places have, the one with its
    /// content stays, else one that has not failed, else the first: a broken list must not hide what another has whole.
    /// </summary>
    public static IReadOnlyList<DiscoveredEvidence> Distinct(IEnumerable<DiscoveredEvidence> found) =>
        [.. found.GroupBy(IdentityOf, (_, same) => same.MinBy(Rank)!).Select(Numbered)];

    // What could not even be hashed has no digest to be named by; its number keeps the ids apart.
    private static DiscoveredEvidence Numbered(DiscoveredEvidence piece, int number) => piece.CarrierDigest != default ? piece
        : new(piece.Subject, default, piece.Location, piece.Place) { LayerIndex = number, Failure = piece.Failure };

    // What could not even be hashed has no digest to go by; its place has to do.
    private static (Digest Carrier, int Layer, Digest Subject, string? Place) IdentityOf(DiscoveredEvidence piece) =>
        (piece.CarrierDigest, piece.LayerIndex, piece.Subject, piece.CarrierDigest == default ? piece.Place : null);

    private static int Rank(DiscoveredEvidence piece) => piece.Content is not null ? 0 : piece.Failure is null ? 1 : 2;
}
