using System.Diagnostics;
using System.Net.Sockets;

namespace ImageProvenance.Interop.Tests;

/// <summary>A real docker-registry that wants to know who asks; disposing stops it.</summary>
internal sealed class GuardedRegistry : IAsyncDisposable
{
    public const string User = "me";
    public const string Password = "correct-horse";

    // bcrypt of the password, as `htpasswd -B` writes it.
    private const string Htpasswd = $"{User}:$2y$05$abcdefghijklmnopqrstuuZ0Fx87Pb/Aqb0E90lfvCwzXnaFKUHpS\n";

    private readonly Process _process;

    private GuardedRegistry(Process process, string host) => (_process, Host) = (process, host);

    public string Host { get; }

    /// <summary>One that takes a user and password (Basic).</summary>
    public static async Task<GuardedRegistry> StartWithPasswordAsync()
    {
        string file = Stage.Current.NewPath("-htpasswd");
        await File.WriteAllTextAsync(file, Htpasswd);
        return await StartAsync($"htpasswd: {{realm: registry, path: {file}}}");
    }

    /// <summary>One that takes the tokens of a token server (Bearer).</summary>
    public static Task<GuardedRegistry> StartWithTokensAsync(JwtTokenServer tokens) =>
        StartAsync($"token: {{realm: \"{tokens.Realm}\", service: {JwtTokenServer.Service}, issuer: {JwtTokenServer.Issuer}, rootcertbundle: {tokens.CertificateFile}}}");

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task<GuardedRegistry> StartAsync(string auth)
    {
        int port = PeersSession.FreePort();
        string file = Stage.Current.NewPath("-registry.yml");
        await File.WriteAllTextAsync(file, $$"""
            version: 0.1
            log: {level: error, accesslog: {disabled: true} }
            storage: {filesystem: {rootdirectory: {{Stage.Current.NewPath("-registry")}}} }
            http: {addr: "127.0.0.1:{{port}}"}
            auth: { {{auth}} }
            """);
        var process = Stage.Current.Peers.Programs.Start("docker-registry", ["serve", file]);
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var registry = new GuardedRegistry(process, $"127.0.0.1:{port}");
        for (int i = 0; i < 100; i++)
        {
            if (await AnswersAsync(port))
                return registry;
            await Task.Delay(50);
        }

        await registry.DisposeAsync();
        throw new InvalidOperationException("docker-registry does not start.");
    }

    private static async Task<bool> AnswersAsync(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
