namespace ImageProvenance.Interop.Tests;

/// <summary>A changed byte in anything that the verdict read is refused.</summary>
[TestFixture(EvidenceForm.Bundle, "")]
[TestFixture(EvidenceForm.Tag, "")]
[TestFixture(EvidenceForm.Bundle, "slsa-provenance")]
[TestFixture(EvidenceForm.Tag, "slsa-provenance")]
internal sealed class TamperTests(EvidenceForm form, string attestation)
{
    // Of its own for each class: docker-registry keeps a blob once for all repositories.
    private BuildRequest Request => new($"tampered-{form}{attestation}".ToLowerInvariant(), "mode=min,version=v1") { Text = $"{form} {attestation}" };

    [Test]
    public async Task Behind_a_registry_in_memory()
    {
        var (image, read) = await SignedAsync(RegistryKind.WithReferrersApi);
        string repository = AccessLog.PathOf(image);
        var registry = Stage.Current.InMemory;

        foreach (string text in read)
        {
            var digest = Digest.Parse(text);
            byte[] bytes = await FetchAsync(image, text);
            foreach (byte[] changed in Changed(bytes))
            {
                registry.Tamper(repository, digest, changed);
                await RefusedAsync(image, text, Is.EqualTo(Verdicts.Denied));
            }

            registry.Tamper(repository, digest, bytes);
        }

        await AllowedAsync(image);
    }

    // This registry notices some changes itself, and answers with an error: then nothing is known.
    [Test]
    public async Task In_the_storage_of_a_real_registry()
    {
        var (image, read) = await SignedAsync(RegistryKind.Distribution);

        foreach (string digest in read)
        {
            string hex = digest.Split(':')[1];
            await ChangeFileAsync(Path.Combine(Stage.Current.Peers.RegistryBlobs, hex[..2], hex, "data"),
                () => RefusedAsync(image, digest, Is.EqualTo(Verdicts.Denied).Or.EqualTo(Verdicts.Indeterminate)));
        }

        await AllowedAsync(image);
    }

    [Test]
    public async Task In_a_layout()
    {
        var (image, read) = await SignedAsync(RegistryKind.Distribution);
        string layout = Stage.Current.NewPath();
        (await Stage.Current.RunAsync("cosign", "save", "--dir", layout, image)).Required();
        string[] files = [.. read.Select(digest => Layouts.BlobPath(layout, digest)).Where(File.Exists)];

        // The image, what carries the evidence, and the evidence.
        Assert.That(files, Has.Length.GreaterThanOrEqualTo(3));
        foreach (string file in files)
            await ChangeFileAsync(file, () => RefusedAsync($"oci:{layout}", file, Is.EqualTo(Verdicts.Denied)));

        await AllowedAsync($"oci:{layout}");
    }

    private string[] Options => attestation.Length == 0 ? [] : ["--attestation", attestation];

    private async Task<(string Image, IReadOnlyList<string> Read)> SignedAsync(RegistryKind kind)
    {
        string image = await Stage.Current.Images.CopyAsync(kind, Request);
        var key = await Stage.Current.Keys.ReleaseAsync();
        if (attestation.Length == 0)
            await Cosign.SignAsync(image, key, form);
        else
            await Cosign.AttestAsync(image, key, form);
        var requests = await AccessLog.DuringAsync(kind, image, () => AllowedAsync(image));
        var read = await AccessLog.DigestsAsync(image, requests);
        Assert.That(read, Has.Count.GreaterThanOrEqualTo(3), string.Join('\n', requests));
        return (image, read);
    }

    private async Task AllowedAsync(string image)
    {
        var result = await Imageprov.VerifyAsync(image, await Stage.Current.Keys.ReleaseAsync(), Options);
        Assert.That(result.ExitCode, Is.EqualTo(Verdicts.Allowed), result.ToString());
    }

    private async Task RefusedAsync(string image, string what, NUnit.Framework.Constraints.IResolveConstraint expected)
    {
        var result = await Imageprov.VerifyAsync(image, await Stage.Current.Keys.ReleaseAsync(), Options);
        Assert.That(result.ExitCode, expected, $"changed: {what}\n{result}");
    }

    private static async Task<byte[]> FetchAsync(string image, string digest)
    {
        using var client = new HttpClient();
        string repository = Crane.RepositoryOf(image);
        string root = $"http://{repository.Split('/', 2)[0]}/v2/{AccessLog.PathOf(image)}";
        using var manifest = await client.GetAsync(new Uri($"{root}/manifests/{digest}"));
        return manifest.IsSuccessStatusCode ? await manifest.Content.ReadAsByteArrayAsync() : await client.GetByteArrayAsync(new Uri($"{root}/blobs/{digest}"));
    }

    private static async Task ChangeFileAsync(string file, Func<Task> expectation)
    {
        byte[] bytes = await File.ReadAllBytesAsync(file);
        foreach (byte[] changed in Changed(bytes))
        {
            await File.WriteAllBytesAsync(file, changed);
            await expectation();
        }

        await File.WriteAllBytesAsync(file, bytes);
    }

    // Within the text, and a newline after it that no reader of JSON would mind.
    private static IEnumerable<byte[]> Changed(byte[] bytes)
    {
        byte[] middle = [.. bytes];
        middle[bytes.Length / 2] ^= 1;
        return [middle, [.. bytes, (byte)'\n']];
    }
}
