using System.Globalization;
using ImageProvenance.Signatures;

namespace ImageProvenance.Policies;

/// <summary>Whether enough vouches for a fact: what is the same log, authority or operator counts once.</summary>
internal static class ThresholdCheck
{
    private const string Dsse002 = "dsse 0.0.2";

    public static Failure? Refuse(SignatureFact fact, TrustProfile required) =>
        RefuseLog(fact, required) ?? RefuseTimes(fact, required) ?? RefuseScts(fact, required);

    private static Failure? RefuseLog(SignatureFact fact, TrustProfile required)
    {
        var counted = fact.Log.Where(entry => required.AllowRekorDsse002 || entry.Kind != Dsse002).DistinctBy(entry => entry.CountedAs).ToList();

        // With a key every entry of a known log has to count: another requirement's allowance is not this one's.
        bool isKeyWithout = fact.Signer.Kind == Signer.Key && !required.AllowRekorDsse002 && fact.Log.Any(entry => entry.Kind == Dsse002);
        if (counted.Count >= required.LogEntries && !isKeyWithout)
            return null;
        return isKeyWithout || fact.Log.DistinctBy(entry => entry.CountedAs).Count() >= required.LogEntries
            ? new("rekor-dsse002-not-allowed", "The log holds the signature in an entry of a kind that was given up before its first release; the policy does not allow it.", "an entry of another kind", Dsse002)
            : new("too-few-log-entries", "Too few transparency logs hold the signature.", AtLeast(required.LogEntries), Found(counted.Select(entry => entry.Origin)));
    }

    private static Failure? RefuseTimes(SignatureFact fact, TrustProfile required)
    {
        var counted = fact.Times.DistinctBy(time => time.CountedAs).ToList();
        return counted.Count >= required.VerifiedTimes
            ? null
            : new("too-few-times", "Too few logs and timestamp authorities say when the signature existed.", AtLeast(required.VerifiedTimes), Found(counted.Select(time => time.Source)));
    }

    private static Failure? RefuseScts(SignatureFact fact, TrustProfile required)
    {
        var counted = fact.CertificateLogs.Distinct().ToList();
        return counted.Count >= required.SignedCertificateTimestamps
            ? null
            : new("too-few-scts", "Too few certificate logs have promised to publish the signer's certificate.", AtLeast(required.SignedCertificateTimestamps), Found(counted));
    }

    private static string AtLeast(int number) => string.Create(CultureInfo.InvariantCulture, $"at least {number}");

    private static string Found(IEnumerable<string> sources)
    {
        string[] names = [.. sources];
        return names.Length == 0 ? "none" : string.Create(CultureInfo.InvariantCulture, $"{names.Length} ({string.Join(", ", names)})");
    }
}
