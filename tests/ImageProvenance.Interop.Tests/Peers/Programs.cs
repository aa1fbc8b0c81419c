using System.Diagnostics;

namespace ImageProvenance.Interop.Tests;

/// <summary>Runs programs to their end, without a terminal or input, in the environment of the peers. Thread-safe.</summary>
internal sealed class Programs(IReadOnlyDictionary<string, string> environment)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>The folders that programs are found in.</summary>
    public string SearchPath => environment["PATH"];

    public async Task<ProgramResult> RunAsync(string program, IEnumerable<string> arguments, string? folder = null)
    {
        using var process = Start(program, arguments, folder);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        string command = $"{program} {string.Join(' ', process.StartInfo.ArgumentList)}";
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"Not done after {Patience.TotalSeconds} s: {command}");
        }

        return new(command, process.ExitCode, await output, await error);
    }

    /// <summary>Starts a program that somebody else ends.</summary>
    public Process Start(string program, IEnumerable<string> arguments, string? folder = null)
    {
        var start = new ProcessStartInfo(Find(program), arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? Path.GetTempPath(),
        };
        start.Environment.Clear();
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    // A process is looked up on the path of who starts it, which is not the path that the peers are on.
    private string Find(string program) => Path.IsPathRooted(program) ? program
        : SearchPath.Split(Path.PathSeparator).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists)
        ?? throw new FileNotFoundException($"'{program}' is not on the path; run install.sh of the peers folder once.");
}
