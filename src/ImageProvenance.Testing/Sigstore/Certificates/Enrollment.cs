using ImageProvenance.Signatures;

namespace ImageProvenance.Testing;

/// <summary>Gets a signer a certificate, with the promises of certificate logs in it.</summary>
internal static class Enrollment
{
    public static SigningKey Enroll(VirtualSigstore sigstore, TestIdentity identity, DateTimeOffset now)
    {
        var key = TestKey.Of(sigstore.Options.SignerKey);
        return new(key, Issue(sigstore, key, identity, now, sigstore.NextCertificate.Take(), sigstore.NextSct.Take()));
    }

    public static IssuedCertificate Issue(VirtualSigstore sigstore, TestKey key, TestIdentity identity, DateTimeOffset now, CertificatePlan plan, SctPlan sctPlan)
    {
        var authority = (plan.Issuer ?? sigstore).Parts.CertificateAuthority;
        return authority.Issue(
            key, identity, new ValidityPeriod(now, now + sigstore.Options.CertificateLifetime), plan,
            () => sigstore.Stranger.Parts.CertificateAuthority,
            (toBeSigned, issuerKey) => SctList.Write([.. Promise(sigstore, toBeSigned, issuerKey, now, sctPlan)]));
    }

    private static IEnumerable<byte[]> Promise(VirtualSigstore sigstore, byte[] toBeSigned, ReadOnlyMemory<byte> issuerKey, DateTimeOffset now, SctPlan first)
    {
        foreach (var (i, own) in sigstore.Parts.CertificateLogs.Index())
        {
            var plan = i == 0 ? first : SctPlan.Honest;
            var log = plan.Log?.Parts.CertificateLogs[0] ?? own;
            for (int count = plan.IsMissing ? 0 : plan.IsIssuedTwice ? 2 : 1; count > 0; count--)
                yield return log.Promise(toBeSigned, issuerKey.Span, now, plan, () => sigstore.Stranger.Parts.CertificateLogs[0]);
        }
    }
}
