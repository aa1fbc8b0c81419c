using System.Diagnostics;

namespace ImageProvenance.Benchmarks;

/// <summary>This program again, in a process of its own, with its output read line by line. Ends when its standard input does.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ChildProcess(Process process) => _process = process;

    public static ChildProcess Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(ChildProcess).Assembly.Location, .. arguments]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        return new(Process.Start(start)!);
    }

    public static async Task RunAsync(string[] arguments, Action<string> line)
    {
        await using var child = Start(arguments);
        while (await child._process.StandardOutput.ReadLineAsync() is { } text)
            line(text);
    }

    public async Task<string> ReadLineAsync() =>
        await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The child process has nothing more to say.");

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
