using ImageProvenance.Attestations;
using ImageProvenance.Signatures;
using ImageProvenance.Testing;

namespace ImageProvenance.Fuzz;

/// <summary>Answers of timestamp authorities, with certificates and without: the time that they prove does not change.</summary>
internal static class TimestampSeeds
{
    public static IEnumerable<FuzzSeed> Of(FuzzInstance instance)
    {
        yield return Seed(instance);
        instance.V1.NextTimestamp.BringsNoCertificate();
        yield return Seed(instance);
        instance.V1.NextTimestamp.BringsAnotherCertificateFirst();
        yield return Seed(instance);
    }

    private static FuzzSeed Seed(FuzzInstance instance)
    {
        var bundle = SigstoreBundle.Parse(BundleSeeds.Make(instance, LogEntryKind.HashedRekord001));
        var stamped = SignedMessage.Of(bundle.MessageSignature!.Signature);
        var authorities = instance.V1.TrustedRoot.TimestampAuthorities;
        return new("timestamp", bundle.Rfc3161Timestamps[0].ToArray(), bytes => TimestampCheck.Check(bytes, stamped, authorities, out var time) is null ? $"{time}" : null);
    }
}
