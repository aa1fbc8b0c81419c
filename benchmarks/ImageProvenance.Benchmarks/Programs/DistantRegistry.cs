using System.Diagnostics;
using ImageProvenance.Oci;
using ImageProvenance.Testing;

namespace ImageProvenance.Benchmarks;

/// <summary>
/// What one verdict costs where every request takes 50 ms: requests and time, beside cosign on the same registry if it is at hand.
/// The image has a tag, two signatures and an attestation.
/// </summary>
internal static class DistantRegistry
{
    private const int Rounds = 5;
    private const string User = "reader";
    private const string Password = "secret";

    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(50);

    public static async Task<int> ShowAsync()
    {
        Console.WriteLine($"{"who",-44} {"requests",8} {"median",10}");
        foreach (bool isPrivate in new[] { false, true })
            await ShowAsync(isPrivate);
        return 0;
    }

    private static async Task ShowAsync(bool isPrivate)
    {
        var registry = new InMemoryRegistry();
        var image = registry.Push("acme/app:1", TestImage.FromScratch());
        using var key = TestKey.Ecdsa();
        using var other = TestKey.Ecdsa();
        image.SignWithBundle(key);
        image.SignWithBundle(other);
        image.AttestWithBundle(key, Samples.ProvenanceType, """{"buildDefinition":{},"runDetails":{}}""");
        if (isPrivate)
            registry.RequireBearer(User, Password);
        using var delay = registry.Answer(async (_, token) =>
        {
            await Task.Delay(Delay, token);
            return null;
        });
        await using var server = await registry.StartAsync();

        string kind = isPrivate ? "login by token" : "anonymous";
        var policy = Samples.SignedBy(key.PublicKeyPem);
        var options = new ImageVerifierOptions { Credentials = isPrivate ? new OneLogin() : AnonymousCredentials.Instance };
        using var known = new ImageVerifier(options);
        string tag = image.Reference(server.Host);
        await known.VerifyAsync(tag, policy);

        await MeasureAsync($"{kind}: new verifier", registry, async () =>
        {
            using var verifier = new ImageVerifier(options);
            (await verifier.VerifyAsync(tag, policy)).EnsureAllowed();
        });
        await MeasureAsync($"{kind}: known image, by tag", registry, async () => (await known.VerifyAsync(tag, policy)).EnsureAllowed());
        await MeasureAsync($"{kind}: known image, by digest", registry, async () => (await known.VerifyAsync(image.PinnedReference(server.Host), policy)).EnsureAllowed());
        if (!isPrivate && FindCosign() is { } cosign)
            await MeasureCosignAsync(cosign, tag, key.PublicKeyPem, registry);
    }

    private static async Task MeasureAsync(string who, InMemoryRegistry registry, Func<Task> verify)
    {
        var times = new List<TimeSpan>();
        for (int round = 0; round < Rounds; round++)
        {
            registry.Reset();
            var watch = Stopwatch.StartNew();
            await verify();
            times.Add(watch.Elapsed);
        }

        Console.WriteLine($"{who,-44} {registry.RequestCount,8} {times.Order().ElementAt(Rounds / 2).TotalMilliseconds,7:0} ms");
    }

    // A process each time: what that takes without a registry is shown beside it.
    private static async Task MeasureCosignAsync(string cosign, string image, string publicKey, InMemoryRegistry registry)
    {
        string folder = Directory.CreateTempSubdirectory("benchmark-").FullName;
        string key = Path.Combine(folder, "key.pub");
        await File.WriteAllTextAsync(key, publicKey);
        try
        {
            await MeasureAsync("anonymous: cosign verify, a process", registry, () => RunAsync(cosign, "verify", "--key", key, "--insecure-ignore-tlog", image));
            await MeasureAsync("anonymous: cosign version, a process", registry, () => RunAsync(cosign, "version"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        string error = await process.StandardError.ReadToEndAsync();
        await output;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {error}");
    }

    private static string? FindCosign() => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, "cosign"))
        .FirstOrDefault(File.Exists);

    private sealed class OneLogin : ICredentialStore
    {
        public string Name => "the benchmark";

        public ValueTask<RegistryCredential?> FindAsync(RegistryName registry, RepositoryName repository, CancellationToken cancellationToken) =>
            new(RegistryCredential.Basic(User, Password, Name));
    }
}
