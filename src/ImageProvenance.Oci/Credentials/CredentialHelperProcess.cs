using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace ImageProvenance.Oci;

/// <summary>Runs a credential helper to its end: no shell, a bounded answer, and nothing of it left when time is up.</summary>
internal static class CredentialHelperProcess
{
    /// <summary>
    /// What a helper has written is read at once when it ends; longer, the pipe is open only because a process that it
    /// left behind (an agent that keeps keys) holds it too.
    /// </summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    /// <summary>Asks for the login of a server. What the helper writes to its error output may be secret and is dropped.</summary>
    /// <returns>The exit code, and the output; null for one over 64 KiB.</returns>
    /// <exception cref="Win32Exception">The program does not start.</exception>
    /// <exception cref="OperationCanceledException">Time is up; the helper and the processes it started are killed.</exception>
    public static async Task<(int ExitCode, byte[]? Output)> RunAsync(string program, string server, TimeProvider time, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, ["get"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            CreateNoWindow = true,
            // Not the current folder, whose files the helper might take for its own.
            WorkingDirectory = Path.GetDirectoryName(program),
        };
        using var process = Process.Start(start)!;
        using var reads = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var output = new CredentialHelperOutput();
        var (dropped, read) = (process.StandardError.BaseStream.CopyToAsync(Stream.Null, reads.Token), output.ReadAsync(process.StandardOutput.BaseStream, reads.Token));
        try
        {
            await TellAsync(process.StandardInput.BaseStream, server, cancellationToken).ConfigureAwait(false);
            var exit = process.WaitForExitAsync(cancellationToken);
            await (await Task.WhenAny(exit, read).ConfigureAwait(false)).ConfigureAwait(false);
            if (output.Bytes is null)
                return (0, null);
            await exit.ConfigureAwait(false);
            await read.WaitAsync(Rest, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return (process.ExitCode, output.Bytes);
        }
        finally
        {
            Kill(process);
            await reads.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(dropped, read).WaitAsync(Rest, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            process.StandardOutput.Dispose();
            process.StandardError.Dispose();
        }
    }

    private static async Task TellAsync(Stream input, string server, CancellationToken cancellationToken)
    {
        try
        {
            await using (input.ConfigureAwait(false))
                await input.WriteAsync(Encoding.UTF8.GetBytes(server), cancellationToken).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // A helper need not read what it is asked; its answer counts.
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It ended by itself meanwhile, or is not ours to end.
        }
    }
}
