using System.Globalization;
using ImageProvenance.Signatures;

namespace ImageProvenance.Policies;

/// <summary>Says to a person what a fact proves: what was signed by whom, when, and in which log.</summary>
internal static class FactText
{
    public static string Describe(SignatureFact fact) =>
        $"{Said(fact)} by {fact.Signer}{string.Concat(fact.Times.Select(When))}{string.Concat(fact.Log.Select(Where))}.";

    private static string Said(SignatureFact fact) => fact.Content == SignedContent.Attestation
        ? $"{fact.Statement!.PredicateType}, attested"
        : "Signed";

    private static string When(VerifiedTime time) => string.Create(CultureInfo.InvariantCulture, $", at {time.Time.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'} by {time.Source}");

    private static string Where(LoggedEntry entry) => string.Create(CultureInfo.InvariantCulture, $", in {entry.Origin} at index {entry.Index}");
}
