namespace ImageProvenance.Interop.Tests;

/// <summary>cosign with keys and without transparency logs.</summary>
internal static class Cosign
{
    /// <summary>A predicate of SLSA provenance v1, the least that cosign takes for one.</summary>
    private const string ProvenancePredicate = """
        {"buildDefinition": {"buildType": "https://builder.example/container/v1", "externalParameters": {}},
         "runDetails": {"builder": {"id": "https://builder.example/release"}}}
        """;

    public static async Task SignAsync(string image, CosignKey key, EvidenceForm form, params string[] options) =>
        (await Run("sign", [.. Signing(key, form), .. options, await PinAsync(image)])).Required();

    /// <param name="image">The image.</param>
    /// <param name="key">Who signs.</param>
    /// <param name="form">In which form it is attached.</param>
    /// <param name="type">cosign's word for the predicate type, or its URI.</param>
    /// <param name="predicate">The predicate; null for SLSA provenance v1.</param>
    public static async Task AttestAsync(string image, CosignKey key, EvidenceForm form, string type = "slsaprovenance1", string? predicate = null)
    {
        string file = Stage.Current.NewPath(".json");
        await File.WriteAllTextAsync(file, predicate ?? ProvenancePredicate);
        (await Run("attest", [.. Signing(key, form), "--type", type, "--predicate", file, await PinAsync(image)])).Required();
    }

    /// <summary>cosign's own verdict on the signatures of an image.</summary>
    public static Task<ProgramResult> VerifyAsync(string image, CosignKey key, params string[] options) =>
        Run("verify", ["--key", key.Public, "--insecure-ignore-tlog", .. options, image]);

    /// <summary>cosign's own verdict on the attestations of an image.</summary>
    public static Task<ProgramResult> VerifyAttestationAsync(string image, CosignKey key, string type) =>
        Run("verify-attestation", ["--key", key.Public, "--insecure-ignore-tlog", "--type", type, image]);

    private static Task<ProgramResult> Run(string command, string[] arguments) => Stage.Current.RunAsync("cosign", [command, .. arguments]);

    private static string[] Signing(CosignKey key, EvidenceForm form) =>
        ["--key", key.Private, $"--new-bundle-format={(form == EvidenceForm.Bundle ? "true" : "false")}", "--use-signing-config=false", "--tlog-upload=false", "--yes"];

    // cosign warns about signing what a tag points to, rightly.
    private static async Task<string> PinAsync(string image) =>
        image.Contains('@', StringComparison.Ordinal) ? image : $"{Crane.RepositoryOf(image)}@{await Crane.DigestAsync(image)}";
}
