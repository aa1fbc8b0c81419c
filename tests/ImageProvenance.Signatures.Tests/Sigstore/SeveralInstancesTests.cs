using ImageProvenance.Testing;
using static ImageProvenance.Signatures.Tests.VirtualScene;

namespace ImageProvenance.Signatures.Tests;

/// <summary>A signature is judged wholly under the instance whose authority issued the certificate, however many are trusted.</summary>
public class SeveralInstancesTests
{
    private readonly VirtualSigstore _mine = WithOneTime(RekorVersion.V2);
    private readonly VirtualSigstore _other = NewSigstore(new() { Name = "other.test", Logs = [RekorVersion.V2] });

    [OneTimeTearDown]
    public void Forget()
    {
        _mine.Dispose();
        _other.Dispose();
    }

    [Test]
    public void Each_proves_its_own()
    {
        foreach (var sigstore in (VirtualSigstore[])[_mine, _other])
        {
            var fact = Proven(Judge(sigstore.SignArtifact(Artifact, Release), _mine.Instance, _other.Instance));
            Assert.That(fact.Instance!.Name, Is.EqualTo(sigstore.Options.Name));
        }

        Refused(Judge(_other.SignArtifact(Artifact, Release), _mine.Instance), "certificate-not-trusted");
    }

    private static IEnumerable<TestCaseData> Mixtures =>
    [
        Row("certificate", "unknown-log", (mine, other) => mine.NextCertificate.IsIssuedBy(other)),
        Row("SCT", "sct-unknown-log", (mine, other) => mine.NextSct.ComesFromLogOf(other)),
        Row("log entry", "unknown-log", (mine, other) => mine.NextLogEntry.ComesFromLogOf(other)),
        Row("timestamp", "timestamp-unknown-authority", (mine, other) => mine.NextTimestamp.ComesFromAuthorityOf(other)),
    ];

    [TestCaseSource(nameof(Mixtures))]
    public void What_comes_from_another_trusted_instance_does_not_count(Action<VirtualSigstore, VirtualSigstore> mix, string code)
    {
        mix(_mine, _other);
        Refused(Judge(_mine.SignArtifact(Artifact, Release), _mine.Instance, _other.Instance), code);
    }

    [Test]
    public void A_plan_for_keys_alone_takes_no_certificate() => Refused(
        Judge(_mine.SignArtifact(Artifact, Release), new TrustPlan([Some.Public(Some.Key)], [_mine.Instance])), "certificate-signed");

    private static TestCaseData Row(string part, string code, Action<VirtualSigstore, VirtualSigstore> mix) => new TestCaseData(mix, code).SetArgDisplayNames(part, code);
}
