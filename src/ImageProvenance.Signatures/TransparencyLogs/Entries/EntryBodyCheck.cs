using ImageProvenance.Attestations;

namespace ImageProvenance.Signatures;

/// <summary>
/// The body of a log entry is about this very signature: the same signature, the same key or certificate, the same content.
/// Kinds that are not listed are refused.
/// </summary>
/// <remarks>sigstore architecture-docs, client-spec.md, "Transparency Log Entry": how an entry relates to what it is about depends on its kind.</remarks>
internal static class EntryBodyCheck
{
    /// <param name="entry">The entry.</param>
    /// <param name="piece">The signature that it has to be about.</param>
    /// <param name="profile">What the log's instance is trusted for.</param>
    /// <param name="keyDetails">How the signature was made, as the entry says it; null for kinds that do not say it.</param>
    public static Failure? Check(TransparencyLogEntry entry, SignedPiece piece, TrustProfile profile, out string? keyDetails)
    {
        keyDetails = null;
        try
        {
            return (entry.Kind, entry.KindVersion) switch
            {
                (EntryKinds.HashedRekord, EntryKinds.V001) => HashedRekordV001.Check(entry, piece),
                (EntryKinds.HashedRekord, EntryKinds.V002) => HashedRekordV002.Check(entry, piece, out keyDetails),
                (EntryKinds.Dsse, EntryKinds.V001) => DsseV001.Check(entry, piece),
                (EntryKinds.Dsse, EntryKinds.V002) => DsseV002.Check(entry, piece, profile, out keyDetails),
                (EntryKinds.InToto, EntryKinds.V001) => InTotoV001.Check(entry, piece),
                (EntryKinds.InToto, EntryKinds.V002) => InTotoV002.Check(entry, piece),
                _ => new("entry-kind-unknown", "A log entry is of a kind that nothing here reads.",
                    "hashedrekord, dsse or intoto, of version 0.0.1 or 0.0.2", $"{entry.Kind} {entry.KindVersion}"),
            };
        }
        catch (MalformedContentException e)
        {
            return new("entry-malformed", $"The body of a log entry is no {entry.Kind} {entry.KindVersion}. {e.Failure.Message}", e.Failure.Expected, e.Failure.Actual);
        }
    }
}
