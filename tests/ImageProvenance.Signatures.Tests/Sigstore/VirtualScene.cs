using ImageProvenance.Attestations;
using ImageProvenance.Testing;
using ImageProvenance.Tests;

namespace ImageProvenance.Signatures.Tests;

/// <summary>Somebody signs with a virtual Sigstore, and the signature is judged by the root of that instance.</summary>
internal static class VirtualScene
{
    public static readonly DateTimeOffset Time = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static readonly TestIdentity Release = TestIdentity.GitHubActions("acme/app");

    public static readonly byte[] Artifact = "an artifact"u8.ToArray();

    public static Subject About { get; } = Subject.Of(VerifiedBytes.Hash(Artifact));

    public static byte[] Statement { get; } = CosignArtifacts.Statement(Digest.Of(Artifact), Some.Sbom, "{}", "artifact");

    public static byte[] Payload { get; } = CosignArtifacts.SimpleSigningPayload(Digest.Of(Artifact), "registry.test/acme/app");

    public static VirtualSigstore NewSigstore(VirtualSigstoreOptions? options = null) => new(new ManualTimeProvider(Time), options);

    /// <summary>An instance with one log and one source of time: the log itself, or a timestamp authority where the log tells none.</summary>
    public static VirtualSigstore WithOneTime(RekorVersion log) => NewSigstore(new() { Logs = [log], TimestampAuthorities = log == RekorVersion.V2 ? 1 : 0 });

    public static TrustPlan Trust(params IEnumerable<TrustedInstance> instances) => new([], instances, acceptsCertificates: true);

    /// <summary>The instance by another root than its own.</summary>
    public static TrustedInstance InstanceBy(this VirtualSigstore sigstore, TrustedRootOptions root) =>
        new(sigstore.Options.Name, TrustedRoot.Parse(sigstore.WriteTrustedRoot(root)));

    /// <summary>The verdict on a bundle about the artifact.</summary>
    public static SignatureVerdict Judge(byte[] bundle, params IEnumerable<TrustedInstance> instances) => Judge(bundle, Trust(instances));

    public static SignatureVerdict Judge(byte[] bundle, TrustPlan trust)
    {
        try
        {
            return BundleVerifier.Verify(About, SigstoreBundle.Parse(bundle), trust);
        }
        catch (MalformedContentException e)
        {
            return SignatureVerdict.Failed(e.Failure);
        }
    }

    /// <summary>The verdict on a layer behind one of cosign's tags, about the artifact.</summary>
    public static SignatureVerdict Judge(TestContent layer, params IEnumerable<TrustedInstance> instances) =>
        new SigstoreProvider().Verify(About, Found.Signed(About.Digest, layer), Trust(instances), Time);

    public static SignatureFact Proven(SignatureVerdict verdict)
    {
        Assert.That(verdict.IsProven, Is.True, verdict.Failure?.ToString());
        return verdict.Fact!;
    }

    public static void Refused(SignatureVerdict verdict, string code) => Assert.That(verdict.Failure?.Code, Is.EqualTo(code), verdict.Failure?.ToString());

    /// <summary>Whatever an instance does wrong once is refused for that reason, and what it makes next is good again.</summary>
    public static void RefusesOnce(VirtualSigstore sigstore, bool isStatement, Action<VirtualSigstore> misbehave, string code)
    {
        misbehave(sigstore);
        Refused(Judge(Sign(), sigstore.Instance), code);
        Proven(Judge(Sign(), sigstore.Instance));

        byte[] Sign() => isStatement ? sigstore.SignStatement(Statement, Release) : sigstore.SignArtifact(Artifact, Release);
    }
}
