using ImageProvenance.Attestations;
using ImageProvenance.Testing;
using static ImageProvenance.Signatures.Tests.VirtualScene;

namespace ImageProvenance.Signatures.Tests;

/// <summary>Every version of bundle, kind of entry, algorithm and identity that is read proves who signed what, when, and where it is logged.</summary>
public class SigningMatrixTests
{
    private static IEnumerable<TestCaseData> Bundles =>
        from version in (SigstoreBundleVersion[])[SigstoreBundleVersion.V01, SigstoreBundleVersion.V02, SigstoreBundleVersion.V03]
        from key in Enum.GetValues<TestKeyKind>()
        from kind in Enum.GetValues<LogEntryKind>()
        where IsRead(version, kind, key)
        select new TestCaseData(version, key, kind);

    // An entry of intoto 0.0.1 is of tags; hashes cannot be checked with pure Ed25519; and Rekor v1 never says whether RSA is PSS.
    private static bool IsRead(SigstoreBundleVersion version, LogEntryKind kind, TestKeyKind key) => kind switch
    {
        LogEntryKind.InToto001 => false,
        LogEntryKind.HashedRekord002 => version != SigstoreBundleVersion.V01 && key != TestKeyKind.Ed25519,
        LogEntryKind.Dsse002 => version != SigstoreBundleVersion.V01,
        LogEntryKind.HashedRekord001 => key is not TestKeyKind.Ed25519 and not TestKeyKind.RsaPss,
        _ => key != TestKeyKind.RsaPss,
    };

    [TestCaseSource(nameof(Bundles))]
    public void A_bundle_proves_its_signer(SigstoreBundleVersion version, TestKeyKind key, LogEntryKind kind)
    {
        bool isV2 = kind is LogEntryKind.HashedRekord002 or LogEntryKind.Dsse002;
        using var sigstore = NewSigstore(new() { Logs = [isV2 ? RekorVersion.V2 : RekorVersion.V1], SignerKey = key });
        var instance = sigstore.Instance with { Profile = sigstore.Instance.Profile with { AllowRekorDsse002 = true } };
        var options = new SigningOptions { BundleVersion = version, LogEntryKind = kind };

        foreach (bool isStatement in kind switch { LogEntryKind.HashedRekord001 => [false], LogEntryKind.HashedRekord002 => [false, true], _ => (bool[])[true] })
        {
            var fact = Proven(Judge(isStatement ? sigstore.SignStatement(Statement, Release, options) : sigstore.SignArtifact(Artifact, Release, options), instance));

            Assert.That(fact.Subject, Is.EqualTo(About.Digest));
            Assert.That(fact.Content, Is.EqualTo(isStatement ? SignedContent.Attestation : SignedContent.Signature));
            Assert.That(fact.Signer.Kind, Is.EqualTo(Signer.Keyless));
            Assert.That(fact.Signer.Id, Is.EqualTo(Release.Name));
            Assert.That(fact.Log.Single().Origin, Is.EqualTo("https://rekor.sigstore.test"));
            Assert.That(fact.Times, Has.Count.EqualTo(isV2 ? 1 : 2).And.All.Property(nameof(VerifiedTime.Time)).EqualTo(Time));
            Assert.That(fact.CertificateLogs, Has.Count.EqualTo(1));
            Assert.That(fact.Notes, Is.Empty);
        }
    }

    private static IEnumerable<TestCaseData> Tags =>
        from key in Enum.GetValues<TestKeyKind>()
        from kind in (LogEntryKind[])[LogEntryKind.HashedRekord001, LogEntryKind.Dsse001, LogEntryKind.InToto001, LogEntryKind.InToto002]
        where key != TestKeyKind.RsaPss && (key != TestKeyKind.Ed25519 || kind != LogEntryKind.HashedRekord001)
        select new TestCaseData(key, kind);

    [TestCaseSource(nameof(Tags))]
    public void A_layer_behind_a_tag_proves_its_signer(TestKeyKind key, LogEntryKind kind)
    {
        using var sigstore = NewSigstore(new() { SignerKey = key });
        var options = new SigningOptions { LogEntryKind = kind };
        bool isSignature = kind == LogEntryKind.HashedRekord001;
        var fact = Proven(Judge(isSignature ? sigstore.SignPayload(Payload, Release, options) : sigstore.SignAttestation(Statement, Some.Sbom, Release, options), sigstore.Instance));

        Assert.That(fact.Content, Is.EqualTo(isSignature ? SignedContent.Signature : SignedContent.Attestation));
        Assert.That(fact.Signer.Id, Is.EqualTo(Release.Name));
        Assert.That(fact.Log, Has.Count.EqualTo(1));
        Assert.That(fact.Times, Has.Count.EqualTo(2));
    }

    private static IEnumerable<TestIdentity> Identities =>
    [
        TestIdentity.GitHubActions("acme/app", "build.yml", "refs/tags/v1.0"),
        TestIdentity.Email("somebody@example.com"),
        TestIdentity.UserName("somebody!example.com", "https://issuer.example"),
        TestIdentity.Uri("spiffe://example.com/ns/builders/sa/release", "https://issuer.example"),
        TestIdentity.Email("old@example.com").With(FulcioExtension.Issuer, null),
        TestIdentity.Email("new@example.com").With(FulcioExtension.IssuerV1, null).With(FulcioExtension.DeploymentEnvironment, "production"),
    ];

    [TestCaseSource(nameof(Identities))]
    public void The_identity_is_the_one_that_signed(TestIdentity identity)
    {
        using var sigstore = WithOneTime(RekorVersion.V2);
        var proven = Proven(Judge(sigstore.SignArtifact(Artifact, identity), sigstore.Instance)).Signer.Certificate!;

        Assert.That((proven.Name, proven.Kind, proven.Issuer), Is.EqualTo((identity.Name, identity.Kind, identity.Issuer)));
        foreach (var (extension, text) in identity.Extensions)
            Assert.That(proven[extension], Is.EqualTo(text), extension.ToString());
    }

    [Test]
    public void Every_kind_of_authority_is_followed([Values(TestKeyKind.EcdsaP256, TestKeyKind.EcdsaP384, TestKeyKind.EcdsaP521, TestKeyKind.Rsa)] TestKeyKind key)
    {
        using var sigstore = NewSigstore(new() { AuthorityKey = key });

        Proven(Judge(sigstore.SignArtifact(Artifact, Release), sigstore.Instance));
    }

    [Test]
    public void An_instance_without_logs_proves_by_timestamps()
    {
        using var sigstore = NewSigstore(new() { Logs = [], CertificateLogs = 0 });
        var fact = Proven(Judge(sigstore.SignArtifact(Artifact, Release), sigstore.Instance));

        Assert.That(fact.Log, Is.Empty);
        Assert.That(fact.CertificateLogs, Is.Empty);
        Assert.That(fact.Times, Has.Count.EqualTo(1));
    }

    [Test]
    public void The_digest_of_an_artifact_is_enough_where_it_is_what_is_signed()
    {
        using var sigstore = NewSigstore();
        var bundle = SigstoreBundle.Parse(sigstore.SignArtifact(Artifact, Release));

        Proven(BundleVerifier.Verify(Subject.Of(About.Digest), bundle, Trust(sigstore.Instance)));
        Refused(BundleVerifier.Verify(Subject.Of(Digest.Of("another"u8)), bundle, Trust(sigstore.Instance)), "entry-digest-mismatch");
    }

    [Test]
    public void A_statement_about_something_else_is_refused()
    {
        using var sigstore = NewSigstore();
        byte[] other = CosignArtifacts.Statement(Some.OtherImage, Some.Sbom, "{}", "other");

        Refused(Judge(sigstore.SignStatement(other, Release), sigstore.Instance), "subject-mismatch");
        Refused(Judge(sigstore.SignAttestation(other, Some.Sbom, Release), sigstore.Instance), "subject-mismatch");
        Refused(Judge(sigstore.SignPayload(CosignArtifacts.SimpleSigningPayload(Some.OtherImage, "registry.test/acme/app"), Release), sigstore.Instance), "subject-mismatch");
    }

    [Test]
    public void A_payload_that_is_no_statement_is_refused_however_good_its_signature()
    {
        using var sigstore = NewSigstore();

        Refused(Judge(sigstore.SignStatement("not JSON"u8.ToArray(), Release), sigstore.Instance), "malformed-json");
        Refused(Judge(sigstore.SignStatement(Statement, Release, new() { PayloadType = "text/plain" }), sigstore.Instance), "unknown-payload-type");
    }
}
