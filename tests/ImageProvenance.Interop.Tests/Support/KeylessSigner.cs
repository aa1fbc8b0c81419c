namespace ImageProvenance.Interop.Tests;

/// <summary>Somebody whom the Sigstore instance gives certificates to, and cosign signing in that name.</summary>
/// <param name="Subject">The name that the certificate gets.</param>
/// <param name="Issuer">The issuer of the identity token.</param>
internal sealed record KeylessSigner(string Subject, string Issuer)
{
    public const string GitHubIssuer = "https://token.actions.githubusercontent.com";

    /// <summary>The release workflow that the tests trust.</summary>
    public static KeylessSigner Release { get; } = new("https://github.com/acme/app/.github/workflows/release.yml@refs/tags/v1", GitHubIssuer);

    /// <summary>Another workflow of the same issuer.</summary>
    public static KeylessSigner OtherWorkflow { get; } = new("https://github.com/acme/app-evil/.github/workflows/release.yml@refs/tags/v1", GitHubIssuer);

    /// <summary>The same name, vouched for by somebody else.</summary>
    public static KeylessSigner OtherIssuer { get; } = Release with { Issuer = "https://gitlab.com" };

    public async Task SignAsync(string image, RekorVersion rekor, EvidenceForm form = EvidenceForm.Bundle, params string[] options) =>
        (await RunAsync("sign", image, rekor, form, options)).Required();

    public async Task AttestAsync(string image, RekorVersion rekor, string predicate, EvidenceForm form = EvidenceForm.Bundle)
    {
        string file = Stage.Current.NewPath(".json");
        await File.WriteAllTextAsync(file, predicate);
        (await RunAsync("attest", image, rekor, form, ["--type", "slsaprovenance1", "--predicate", file])).Required();
    }

    /// <summary>cosign's own verdict.</summary>
    public async Task<ProgramResult> CosignVerifyAsync(string image, params string[] options) => await Stage.Current.RunAsync("cosign",
        ["verify", "--trusted-root", (await Stage.Current.SigstoreAsync()).TrustedRoot, "--certificate-identity", Subject, "--certificate-oidc-issuer", Issuer, .. options, image]);

    /// <summary>Our verdict.</summary>
    public async Task<ProgramResult> VerifyAsync(string image, params string[] options) => await Imageprov.RunAsync(
        ["verify", image, "--trusted-root", (await Stage.Current.SigstoreAsync()).TrustedRoot, "--certificate-identity", Subject, "--certificate-oidc-issuer", Issuer, .. options]);

    private async Task<ProgramResult> RunAsync(string command, string image, RekorVersion rekor, EvidenceForm form, string[] options)
    {
        var sigstore = await Stage.Current.SigstoreAsync();
        string pinned = $"{Crane.RepositoryOf(image)}@{await Crane.DigestAsync(image)}";
        return await Stage.Current.RunAsync("cosign",
            [command, "--identity-token", await TokenAsync(), "--trusted-root", sigstore.TrustedRoot, .. Services(sigstore, rekor, form), "--yes", .. options, pinned]);
    }

    // What is signed behind a tag knows no signing configuration, and no other log than Rekor v1.
    private static string[] Services(SigstoreInstance sigstore, RekorVersion rekor, EvidenceForm form) => form == EvidenceForm.Bundle
        ? ["--signing-config", sigstore.SigningConfig(rekor)]
        : ["--new-bundle-format=false", "--use-signing-config=false", "--fulcio-url", sigstore.Url, "--rekor-url", sigstore.Url, "--timestamp-server-url", $"{sigstore.Url}/api/v1/timestamp"];

    private async Task<string> TokenAsync()
    {
        string[] claims = [$"sub={Subject}", $"iss={Issuer}", "repository=acme/app", "ref=refs/tags/v1", $"sha={new string('1', 40)}", "event_name=push"];
        return (await Stage.Current.RunAsync("bash", [PeersFolder.Script(Path.Combine("sigstore", "token.sh")), .. claims])).Required().Output.Trim();
    }
}
