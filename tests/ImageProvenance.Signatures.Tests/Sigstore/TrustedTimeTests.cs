using ImageProvenance.Testing;
using static ImageProvenance.Signatures.Tests.VirtualScene;

namespace ImageProvenance.Signatures.Tests;

/// <summary>A key or authority counts for what it did while the root says that it was in use, both ends included.</summary>
public class TrustedTimeTests
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    private static IEnumerable<TestCaseData> Periods =>
        from part in (PeriodOf[])
        [
            new("certificate authority", "authority-not-trusted-at-time", RekorVersion.V2, period => new() { CertificateAuthority = period }),
            new("log that tells the time", "log-key-not-valid-at-time", RekorVersion.V1, period => new() { Logs = period }),
            new("log that tells no time", "log-key-not-valid-at-time", RekorVersion.V2, period => new() { Logs = period }),
            new("certificate log", "sct-outside-log-validity", RekorVersion.V2, period => new() { CertificateLogs = period }),
            new("timestamp authority", "timestamp-outside-authority-validity", RekorVersion.V2, period => new() { TimestampAuthorities = period }),
        ]
        from row in ((string When, ValidityPeriod Period, bool IsGood)[])
        [
            ("ends then", new(Time.AddDays(-1), Time), true),
            ("begins then", new(Time, null), true),
            ("ended before", new(Time.AddDays(-1), Time - Step), false),
            ("begins later", new(Time + Step, null), false),
        ]
        select new TestCaseData(part, row.Period, row.IsGood).SetArgDisplayNames(part.Name, row.When);

    [TestCaseSource(nameof(Periods))]
    public void The_period_of_use_decides(PeriodOf part, ValidityPeriod period, bool isGood)
    {
        using var sigstore = WithOneTime(part.Log);
        var verdict = Judge(sigstore.SignArtifact(Artifact, Release), sigstore.InstanceBy(part.Root(period)));

        if (isGood)
            Proven(verdict);
        else
            Refused(verdict, part.Code);
    }

    [Test]
    public void An_authority_whose_own_certificate_had_ended_proves_nothing()
    {
        using var sigstore = NewSigstore(new() { AuthorityLifetime = TimeSpan.FromDays(365) - Step });

        Refused(Judge(sigstore.SignArtifact(Artifact, Release), sigstore.Instance), "authority-certificate-not-valid-at-time");
    }

    [Test]
    public void A_timestamp_whose_signers_certificate_had_ended_proves_nothing()
    {
        using var sigstore = NewSigstore(new() { Logs = [RekorVersion.V2], TimestampSignerLifetime = TimeSpan.FromDays(365) - Step });

        Refused(Judge(sigstore.SignArtifact(Artifact, Release), sigstore.Instance), "timestamp-certificate-not-valid-at-time");
    }

    [Test]
    public void A_timestamp_whose_authoritys_certificate_had_ended_proves_nothing()
    {
        using var sigstore = NewSigstore(new() { Logs = [RekorVersion.V2], TimestampAuthorityLifetime = TimeSpan.FromDays(365) - Step });

        Refused(Judge(sigstore.SignArtifact(Artifact, Release), sigstore.Instance), "timestamp-certificate-not-valid-at-time");
    }

    [Test]
    public void The_time_of_verification_does_not_matter()
    {
        using var sigstore = NewSigstore();
        var layer = sigstore.SignPayload(Payload, Release);
        var evidence = ImageProvenance.Tests.Found.Signed(About.Digest, layer);

        foreach (var now in (DateTimeOffset[])[Time, Time.AddYears(50), DateTimeOffset.MinValue])
            Proven(new SigstoreProvider().Verify(About, evidence, Trust(sigstore.Instance), now));
    }

    public sealed record PeriodOf(string Name, string Code, RekorVersion Log, Func<ValidityPeriod, TrustedRootOptions> Root);
}
