using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace ImageProvenance.Oci;

/// <summary>Runs a credential helper to its end: no shell, a bounded answer, and nothing of it left when time is up.</summary>
internal static class CredentialHelperProcess
{
    private const int MaxBytes = 64 << 10;

    /// <summary>Asks for the login of a server. What the helper writes to its error output may be secret and is dropped.</summary>
    /// <returns>The exit code, and the output; null for one over 64 KiB.</returns>
    /// <exception cref="Win32Exception">The program does not start.</exception>
    /// <exception cref="OperationCanceledException">Time is up; the helper and the processes it started are killed.</exception>
    public static async Task<(int ExitCode, byte[]? Output)> RunAsync(string program, string server, CancellationToken cancellationToken)
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
        try
        {
            var dropped = process.StandardError.BaseStream.CopyToAsync(Stream.Null, cancellationToken);
            var output = ReadAsync(process.StandardOutput.BaseStream, cancellationToken);
            await TellAsync(process.StandardInput.BaseStream, server, cancellationToken).ConfigureAwait(false);

            // A read of a pipe does not end when it is cancelled, only when the other end does: so the wait ends instead.
            if (await output.WaitAsync(cancellationToken).ConfigureAwait(false) is not { } answer)
                return (0, null);
            await dropped.WaitAsync(cancellationToken).ConfigureAwait(false);
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            return (process.ExitCode, answer);
        }
        finally
        {
            Kill(process);
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

    private static async Task<byte[]?> ReadAsync(Stream output, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[MaxBytes + 1];
        int length = await output.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        return length <= MaxBytes ? buffer[..length] : null;
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
