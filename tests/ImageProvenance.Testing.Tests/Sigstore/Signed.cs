using System.Security.Cryptography.X509Certificates;
using ImageProvenance.Attestations;

namespace ImageProvenance.Testing.Tests;

/// <summary>What the tests of the virtual Sigstore sign, and when.</summary>
internal static class Signed
{
    public static readonly DateTimeOffset Time = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static readonly byte[] Artifact = "an artifact"u8.ToArray();

    public static readonly byte[] Statement = CosignArtifacts.Statement(Digest.Of(Artifact), "https://example.com/p", "{}", "artifact");

    public static readonly TestIdentity Identity = TestIdentity.GitHubActions("acme/app");

    public static VirtualSigstore NewSigstore(VirtualSigstoreOptions? options = null) => new(new ManualTimeProvider(Time), options);

    public static SigstoreBundle Bundle(this VirtualSigstore sigstore, SigningOptions? options = null) => SigstoreBundle.Parse(sigstore.SignArtifact(Artifact, Identity, options));

    public static X509Certificate2 CertificateOf(SigstoreBundle bundle) => X509CertificateLoader.LoadCertificate(bundle.KeyMaterial.Certificate!.Value.Span);
}
