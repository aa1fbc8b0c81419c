using ImageProvenance.Attestations;
using ImageProvenance.Signatures;
using ImageProvenance.Testing;

namespace ImageProvenance.Fuzz;

/// <summary>Sigstore bundles, verified wholly: what is proven of a changed bundle has to be what was signed.</summary>
internal static class BundleSeeds
{
    public const string Target = "bundle";

    public static IEnumerable<FuzzSeed> Of(FuzzInstance instance) => All(instance).Select(bundle => new FuzzSeed(Target, bundle, bytes => Judge(instance, bytes)));

    /// <summary>A bundle with an envelope, or with a signature over the artifact, that has an entry of a kind.</summary>
    public static byte[] Make(FuzzInstance instance, LogEntryKind kind, SigstoreBundleVersion version = SigstoreBundleVersion.V03)
    {
        var options = new SigningOptions { LogEntryKind = kind, BundleVersion = version };
        return kind is LogEntryKind.HashedRekord001
            ? instance.LogOf(kind).SignArtifact(FuzzInstance.Artifact, instance.Identity, options)
            : instance.LogOf(kind).SignStatement(instance.Statement, instance.Identity, options);
    }

    private static IEnumerable<byte[]> All(FuzzInstance instance) =>
    [
        Make(instance, LogEntryKind.HashedRekord001, SigstoreBundleVersion.V01),
        Make(instance, LogEntryKind.InToto002, SigstoreBundleVersion.V02),
        Make(instance, LogEntryKind.Dsse001),
        Make(instance, LogEntryKind.HashedRekord002),
        Make(instance, LogEntryKind.Dsse002),
        instance.V2.SignArtifact(FuzzInstance.Artifact, instance.Identity),
    ];

    private static string? Judge(FuzzInstance instance, ReadOnlyMemory<byte> bytes)
    {
        var bundle = SigstoreBundle.Parse(bytes);
        var verdict = BundleVerifier.Verify(instance.Subject, bundle, instance.Trust);
        return verdict.Fact is { } fact ? $"{fact.Signer} {fact.Subject} {fact.Content} {fact.Statement?.PredicateType}" : null;
    }
}
