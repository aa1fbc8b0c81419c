using ImageProvenance.Attestations;

namespace ImageProvenance.Signatures;

/// <summary>The kinds of log entries that are read, and their versions.</summary>
/// <remarks>rekor, pkg/types; rekor-tiles, pkg/types.</remarks>
internal static class EntryKinds
{
    public const string HashedRekord = "hashedrekord";
    public const string Dsse = "dsse";
    public const string InToto = "intoto";

    public const string V001 = "0.0.1";
    public const string V002 = "0.0.2";

    /// <summary>Whether an entry is one that only the second Rekor writes.</summary>
    public static bool IsRekorV2(TransparencyLogEntry entry) => entry is { Kind: HashedRekord or Dsse, KindVersion: V002 };
}
