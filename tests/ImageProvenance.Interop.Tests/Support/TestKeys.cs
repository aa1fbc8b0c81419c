using System.Security.Cryptography;

namespace ImageProvenance.Interop.Tests;

/// <summary>A key pair of cosign's, as files.</summary>
internal sealed record CosignKey(string Private, string Public);

/// <summary>Key pairs, made when they are first wanted.</summary>
internal sealed class TestKeys(Stage stage)
{
    private readonly Dictionary<string, Task<CosignKey>> _keys = [];

    /// <summary>The key that images should be signed with.</summary>
    public Task<CosignKey> ReleaseAsync() => GetAsync("release", prefix => stage.RunAsync("cosign", "generate-key-pair", "--output-key-prefix", prefix));

    /// <summary>A key that nobody trusts.</summary>
    public Task<CosignKey> OtherAsync() => GetAsync("other", prefix => stage.RunAsync("cosign", "generate-key-pair", "--output-key-prefix", prefix));

    /// <summary>A key made elsewhere, imported by cosign: <c>rsa-2048</c>, <c>p-384</c>.</summary>
    public Task<CosignKey> ImportedAsync(string kind) => GetAsync(kind, async prefix =>
    {
        string file = stage.NewPath(".pem");
        await File.WriteAllTextAsync(file, PrivateKeyPem(kind));
        return await stage.RunAsync("cosign", "import-key-pair", "--key", file, "--output-key-prefix", prefix);
    });

    private static string PrivateKeyPem(string kind)
    {
        using AsymmetricAlgorithm key = kind switch
        {
            "rsa-2048" => RSA.Create(2048),
            "rsa-4096" => RSA.Create(4096),
            "p-256" => ECDsa.Create(ECCurve.NamedCurves.nistP256),
            "p-384" => ECDsa.Create(ECCurve.NamedCurves.nistP384),
            "p-521" => ECDsa.Create(ECCurve.NamedCurves.nistP521),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
        return key.ExportPkcs8PrivateKeyPem();
    }

    private Task<CosignKey> GetAsync(string name, Func<string, Task<ProgramResult>> make)
    {
        lock (_keys)
            return _keys.TryGetValue(name, out var known) ? known : _keys[name] = MakeAsync(Path.Combine(stage.Peers.Folder, $"key-{name}"), make);
    }

    private static async Task<CosignKey> MakeAsync(string prefix, Func<string, Task<ProgramResult>> make)
    {
        (await make(prefix)).Required();
        return new($"{prefix}.key", $"{prefix}.pub");
    }
}
