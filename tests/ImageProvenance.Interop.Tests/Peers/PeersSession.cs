using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ImageProvenance.Interop.Tests;

/// <summary>A registry and a BuildKit engine on loopback, with a folder of state of their own; disposing stops those and no others.</summary>
internal sealed class PeersSession : IAsyncDisposable
{
    private PeersSession(string folder, Programs programs, int registryPort) => (Folder, Programs, RegistryPort) = (folder, programs, registryPort);

    /// <summary>Everything that the tests write; it is deleted in the end.</summary>
    public string Folder { get; }

    public Programs Programs { get; }

    public string RegistryHost => $"127.0.0.1:{RegistryPort}";

    /// <summary>The registry's access log, a line a request.</summary>
    public string RegistryLog => Path.Combine(RunFolder, $"registry-{RegistryPort}.log");

    /// <summary>Where the registry keeps its content, to tamper with.</summary>
    public string RegistryBlobs => Path.Combine(RunFolder, $"registry-{RegistryPort}", "docker", "registry", "v2", "blobs", "sha256");

    private int RegistryPort { get; }

    private string RunFolder => Path.Combine(Folder, "run");

    public static async Task<PeersSession> StartAsync()
    {
        // Short: the engine's socket lies in it, and the path of a socket may have 107 bytes.
        string folder = Directory.CreateTempSubdirectory("ip-").FullName;
        var environment = await PeersFolder.EnvironmentAsync(Directory.CreateDirectory(Path.Combine(folder, "run")).FullName);
        var session = new PeersSession(folder, new Programs(environment), FreePort());
        try
        {
            await Task.WhenAll(session.UpAsync("registry", session.RegistryPort.ToString(CultureInfo.InvariantCulture)), session.UpAsync("engine"));
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        List<Process> running = [.. Directory.EnumerateFiles(RunFolder, "*.pid").Select(TryGetProcess).OfType<Process>()];
        await UpAsync("down");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        foreach (var process in running)
        {
            await process.WaitForExitAsync(patience.Token);
            process.Dispose();
        }

        Directory.Delete(Folder, recursive: true);
    }

    private async Task UpAsync(params string[] arguments) =>
        (await Programs.RunAsync(PeersFolder.Script("up.sh"), arguments)).Required();

    private static Process? TryGetProcess(string pidFile)
    {
        try
        {
            return Process.GetProcessById(int.Parse(File.ReadAllText(pidFile), CultureInfo.InvariantCulture));
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
