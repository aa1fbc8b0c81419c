using ImageProvenance.Attestations;
using ImageProvenance.Signatures;
using ImageProvenance.Testing;

namespace ImageProvenance.Interop.Tests;

/// <summary>A bundle that a virtual Sigstore made about an artifact, with the verdicts of cosign and ours on it.</summary>
internal sealed class VirtualSignature(VirtualSigstore sigstore, byte[] bundle, bool isStatement)
{
    private const string PredicateType = "https://slsa.dev/provenance/v1";

    private static readonly byte[] Artifact = "an artifact"u8.ToArray();

    public static readonly DateTimeOffset Time = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static readonly TestIdentity Identity = TestIdentity.GitHubActions("acme/app");

    public static VirtualSigstore NewSigstore(VirtualSigstoreOptions options) => new(new ManualTimeProvider(Time), options);

    public static VirtualSignature Sign(VirtualSigstore sigstore, bool isStatement, SigningOptions? options = null) => new(
        sigstore,
        isStatement
            ? sigstore.SignStatement(CosignArtifacts.Statement(Digest.Of(Artifact), PredicateType, "{}", "artifact"), Identity, options)
            : sigstore.SignArtifact(Artifact, Identity, options),
        isStatement);

    /// <summary>cosign's verdict.</summary>
    public async Task<ProgramResult> CosignAsync()
    {
        string[] command = isStatement ? ["verify-blob-attestation", "--type", PredicateType] : ["verify-blob"];
        return await Stage.Current.RunAsync("cosign",
        [
            .. command, "--bundle", await FileAsync(bundle), "--trusted-root", await FileAsync(sigstore.TrustedRootJson.ToArray()),
            "--certificate-identity", Identity.Name, "--certificate-oidc-issuer", Identity.Issuer, await FileAsync(Artifact),
        ]);
    }

    /// <summary>Our verdict; the code of a bundle that is not read.</summary>
    public string? Refusal()
    {
        try
        {
            var plan = new TrustPlan([], [sigstore.Instance], acceptsCertificates: true);
            return BundleVerifier.Verify(Subject.Of(VerifiedBytes.Hash(Artifact)), SigstoreBundle.Parse(bundle), plan).Failure?.Code;
        }
        catch (MalformedContentException e)
        {
            return e.Failure.Code;
        }
    }

    private static async Task<string> FileAsync(byte[] content)
    {
        string file = Stage.Current.NewPath(".json");
        await File.WriteAllBytesAsync(file, content);
        return file;
    }
}
