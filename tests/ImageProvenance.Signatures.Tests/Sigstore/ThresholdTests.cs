using ImageProvenance.Testing;
using static ImageProvenance.Signatures.Tests.VirtualScene;

namespace ImageProvenance.Signatures.Tests;

/// <summary>Thresholds count logs, authorities and operators, never entries.</summary>
public class ThresholdTests
{
    private static readonly TrustedRootOptions OneOperator = new() { MediaType = "application/vnd.dev.sigstore.trustedroot.v0.2+json", Operators = ["acme"] };
    private static readonly TrustedRootOptions TwoOperators = OneOperator with { Operators = ["acme", "emca"] };

    [Test]
    public void The_same_entry_of_one_log_twice_is_refused()
    {
        using var sigstore = NewSigstore();
        sigstore.NextLogEntry.IsLoggedTwice();
        byte[] bundle = sigstore.SignArtifact(Artifact, Release);

        Refused(Judge(bundle, sigstore.Instance), "invalid-bundle");
    }

    [Test]
    public void What_is_counted_alike_counts_once() => Assert.Multiple(() =>
    {
        Assert.That(Distinct.Count(["a", "b", "a", "a"], item => item), Is.EqualTo(2));
        Assert.That(Distinct.Count(["a", "a"], item => item), Is.EqualTo(1));
        Assert.That(Distinct.Count([], (string item) => item), Is.Zero);
    });

    [Test]
    public void Two_logs_are_two_unless_one_runs_both([Values(RekorVersion.V1, RekorVersion.V2)] RekorVersion second)
    {
        using var sigstore = NewSigstore(new() { Logs = [RekorVersion.V1, second] });
        byte[] bundle = sigstore.SignArtifact(Artifact, Release);

        Assert.That(Proven(Judge(bundle, Needing(sigstore.Instance, logs: 2))).Log, Has.Count.EqualTo(2));
        Proven(Judge(bundle, Needing(sigstore.InstanceBy(TwoOperators), logs: 2)));
        Refused(Judge(bundle, Needing(sigstore.InstanceBy(OneOperator), logs: 2)), "too-few-log-entries");
    }

    [Test]
    public void Two_timestamps_of_one_authority_are_one()
    {
        using var sigstore = NewSigstore(new() { Logs = [] });
        sigstore.NextTimestamp.IsIssuedTwice();
        byte[] bundle = sigstore.SignArtifact(Artifact, Release);

        Proven(Judge(bundle, sigstore.Instance));
        Refused(Judge(bundle, Needing(sigstore.Instance, times: 2)), "too-few-times");
    }

    [Test]
    public void Two_authorities_are_two_unless_one_runs_both()
    {
        using var sigstore = NewSigstore(new() { Logs = [], TimestampAuthorities = 2 });
        byte[] bundle = sigstore.SignArtifact(Artifact, Release);

        Assert.That(Proven(Judge(bundle, Needing(sigstore.Instance, times: 2))).Times, Has.Count.EqualTo(2));
        Proven(Judge(bundle, Needing(sigstore.InstanceBy(TwoOperators), times: 2)));
        Refused(Judge(bundle, Needing(sigstore.InstanceBy(OneOperator), times: 2)), "too-few-times");
    }

    [Test]
    public void A_log_and_an_authority_are_two_sources_of_time_unless_one_runs_both()
    {
        using var sigstore = NewSigstore();
        byte[] bundle = sigstore.SignArtifact(Artifact, Release);

        Proven(Judge(bundle, Needing(sigstore.Instance, times: 2)));
        Refused(Judge(bundle, Needing(sigstore.InstanceBy(OneOperator), times: 2)), "too-few-times");
    }

    [Test]
    public void Two_SCTs_of_one_log_are_one()
    {
        using var sigstore = NewSigstore();
        sigstore.NextSct.IsIssuedTwice();
        byte[] bundle = sigstore.SignArtifact(Artifact, Release);

        Proven(Judge(bundle, sigstore.Instance));
        Refused(Judge(bundle, Needing(sigstore.Instance, scts: 2)), "too-few-scts");
    }

    [Test]
    public void Two_certificate_logs_are_two_unless_one_runs_both()
    {
        using var sigstore = NewSigstore(new() { CertificateLogs = 2 });
        byte[] bundle = sigstore.SignArtifact(Artifact, Release);

        Assert.That(Proven(Judge(bundle, Needing(sigstore.Instance, scts: 2))).CertificateLogs, Has.Count.EqualTo(2));
        Refused(Judge(bundle, Needing(sigstore.InstanceBy(OneOperator), scts: 2)), "too-few-scts");
    }

    [Test]
    public void What_is_not_asked_for_may_be_missing_and_a_time_is_always_asked_for()
    {
        using var sigstore = NewSigstore();
        sigstore.NextSct.IsMissing();
        sigstore.NextLogEntry.IsMissing();
        Proven(Judge(sigstore.SignArtifact(Artifact, Release), Needing(sigstore.Instance, logs: 0, scts: 0)));

        sigstore.NextLogEntry.IsMissing();
        sigstore.NextTimestamp.IsMissing();
        Refused(Judge(sigstore.SignArtifact(Artifact, Release), Needing(sigstore.Instance, logs: 0, times: 0)), "too-few-times");
    }

    private static TrustedInstance Needing(TrustedInstance instance, int? logs = null, int times = 1, int? scts = null) => instance with
    {
        Profile = new()
        {
            LogEntries = logs ?? instance.Profile.LogEntries,
            VerifiedTimes = times,
            SignedCertificateTimestamps = scts ?? instance.Profile.SignedCertificateTimestamps,
        },
    };
}
