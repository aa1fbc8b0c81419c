using System.Diagnostics;
using System.Globalization;

namespace ImageProvenance.Interop.Tests;

/// <summary>A Sigstore instance on loopback that cosign signs against: Fulcio, a CT log, Rekor v1 and v2, timestamps. Disposing stops it.</summary>
internal sealed class SigstoreInstance : IAsyncDisposable
{
    private readonly Process _server;
    private readonly string _output;

    private SigstoreInstance(Process server, string output, string url) => (_server, _output, Url) = (server, output, url);

    /// <summary>Where its services are.</summary>
    public string Url { get; }

    /// <summary>The trusted root, which knows both logs.</summary>
    public string TrustedRoot => Path.Combine(_output, "trusted_root.json");

    /// <summary>What tells cosign where to sign.</summary>
    public string SigningConfig(RekorVersion rekor) => Path.Combine(_output, rekor == RekorVersion.V1 ? "signing_config.json" : "signing_config_v2.json");

    /// <summary>Installs the instance into a folder of its own and starts it.</summary>
    public static async Task<SigstoreInstance> StartAsync(string folder, Programs programs)
    {
        string source = PeersFolder.Script("sigstore");
        Directory.CreateDirectory(folder);
        foreach (string file in new[] { "package.json", "server.mjs", "token.sh" })
            await File.WriteAllBytesAsync(Path.Combine(folder, file), await File.ReadAllBytesAsync(Path.Combine(source, file)));
        (await programs.RunAsync("npm", ["install", "--no-audit", "--no-fund"], folder)).Required();

        string output = Path.Combine(folder, "out");
        int port = PeersSession.FreePort();
        var server = programs.Start("node", ["server.mjs", output, port.ToString(CultureInfo.InvariantCulture)], folder);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        string? said = await server.StandardOutput.ReadLineAsync(patience.Token);
        return said?.StartsWith("sigstore on", StringComparison.Ordinal) == true
            ? new(server, output, $"http://127.0.0.1:{port}")
            : throw new InvalidOperationException($"The Sigstore instance did not start: {said} {await server.StandardError.ReadToEndAsync(patience.Token)}");
    }

    public async ValueTask DisposeAsync()
    {
        _server.Kill();
        await _server.WaitForExitAsync();
        _server.Dispose();
    }
}

/// <summary>The versions of the transparency log.</summary>
public enum RekorVersion
{
    V1,
    V2,
}
