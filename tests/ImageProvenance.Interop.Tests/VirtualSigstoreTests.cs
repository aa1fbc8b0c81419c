using ImageProvenance.Attestations;
using ImageProvenance.Testing;

namespace ImageProvenance.Interop.Tests;

/// <summary>What the virtual Sigstore makes, cosign takes; what it gets wrong on purpose, cosign refuses.</summary>
internal sealed class VirtualSigstoreTests
{
    // cosign supports neither PSS nor, in envelopes, Ed25519ph in certificates.
    private static IEnumerable<TestCaseData> Honest =>
        from log in Enum.GetValues<Testing.RekorVersion>()
        from key in Enum.GetValues<TestKeyKind>()
        where key != TestKeyKind.RsaPss
        from isStatement in (bool[])[false, true]
        where key switch { TestKeyKind.Ed25519 => isStatement && log == Testing.RekorVersion.V1, TestKeyKind.Ed25519Prehashed => !isStatement, _ => true }
        from version in log == Testing.RekorVersion.V1 ? Enum.GetValues<SigstoreBundleVersion>()[1..] : [SigstoreBundleVersion.V03]
        select new TestCaseData(log, key, isStatement, version);

    [TestCaseSource(nameof(Honest))]
    public async Task Cosign_takes_what_it_makes(Testing.RekorVersion log, TestKeyKind key, bool isStatement, SigstoreBundleVersion version)
    {
        using var sigstore = VirtualSignature.NewSigstore(new() { Logs = [log], SignerKey = key });

        await TakenAsync(VirtualSignature.Sign(sigstore, isStatement, new() { BundleVersion = version }));
    }

    [Test]
    public async Task Cosign_takes_entries_of_the_older_kind()
    {
        using var sigstore = VirtualSignature.NewSigstore(new());

        await TakenAsync(VirtualSignature.Sign(sigstore, isStatement: true, new() { LogEntryKind = LogEntryKind.InToto002 }));
    }

    [Test]
    public async Task Cosign_takes_what_an_authority_with_another_kind_of_key_issues([Values(TestKeyKind.EcdsaP256, TestKeyKind.Rsa)] TestKeyKind key)
    {
        using var sigstore = VirtualSignature.NewSigstore(new() { AuthorityKey = key });

        await TakenAsync(VirtualSignature.Sign(sigstore, isStatement: false));
    }

    [Test]
    public async Task Cosign_takes_an_image_signed_by_bundle([Values] Testing.RekorVersion log)
    {
        using var sigstore = VirtualSignature.NewSigstore(new() { Logs = [log] });
        var image = Push();
        image.SignWithBundle(sigstore, VirtualSignature.Identity);

        Assert.That(await CosignAsync("verify", image, sigstore), Has.Property(nameof(ProgramResult.IsSuccess)).True);
    }

    [Test]
    public async Task Cosign_takes_an_image_signed_by_tag([Values] bool stamped)
    {
        using var sigstore = VirtualSignature.NewSigstore(new() { TimestampAuthorities = stamped ? 1 : 0 });
        var image = Push();
        image.SignWithTag(sigstore, VirtualSignature.Identity);

        Assert.That(await CosignAsync("verify", image, sigstore, "--new-bundle-format=false"), Has.Property(nameof(ProgramResult.IsSuccess)).True);
    }

    [Test]
    public async Task Cosign_takes_attestations_by_bundle_and_by_tag([Values] bool byTag)
    {
        const string type = "https://slsa.dev/provenance/v1";
        using var sigstore = VirtualSignature.NewSigstore(new());
        var image = Push();
        if (byTag)
            image.AttestWithTag(sigstore, VirtualSignature.Identity, type, "{}");
        else
            image.AttestWithBundle(sigstore, VirtualSignature.Identity, type, "{}");

        Assert.That(await CosignAsync("verify-attestation", image, sigstore, "--type", type, $"--new-bundle-format={(byTag ? "false" : "true")}"), Has.Property(nameof(ProgramResult.IsSuccess)).True);
    }

    [Test]
    public async Task Cosign_takes_an_attestation_by_tag_whose_entry_is_of_the_first_kind()
    {
        const string type = "https://slsa.dev/provenance/v1";
        using var sigstore = VirtualSignature.NewSigstore(new());
        var image = Push();
        image.AttestWithTag(sigstore, VirtualSignature.Identity, type, "{}", new() { LogEntryKind = LogEntryKind.InToto001 });

        Assert.That(await CosignAsync("verify-attestation", image, sigstore, "--type", type, "--new-bundle-format=false"), Has.Property(nameof(ProgramResult.IsSuccess)).True);
    }

    private static async Task TakenAsync(VirtualSignature signature)
    {
        var result = await signature.CosignAsync();
        Assert.That(result.IsSuccess, Is.True, result.ToString());
        Assert.That(signature.Refusal(), Is.Null);
    }

    private static PushedImage Push()
    {
        string[] place = Stage.Current.NewRepository(RegistryKind.WithReferrersApi).Split('/', 2);
        return Stage.Current.InMemory.Push($"{place[1]}:1", TestImage.FromScratch());
    }

    private static async Task<ProgramResult> CosignAsync(string command, PushedImage image, VirtualSigstore sigstore, params string[] options)
    {
        string root = Stage.Current.NewPath(".json");
        await File.WriteAllBytesAsync(root, sigstore.TrustedRootJson);
        return await Stage.Current.RunAsync("cosign",
        [
            command, "--trusted-root", root, "--certificate-identity", VirtualSignature.Identity.Name, "--certificate-oidc-issuer", VirtualSignature.Identity.Issuer,
            .. options, image.PinnedReference(Stage.Current.HostOf(RegistryKind.WithReferrersApi)),
        ]);
    }
}
