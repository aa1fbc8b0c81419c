using System.ComponentModel;

namespace ImageProvenance.Oci;

/// <summary>
/// Asks credential helpers, and keeps their answers for a short time, so that a verification does not start a process for
/// every request. Who asks what is being asked already waits for that answer. Thread-safe.
/// </summary>
internal sealed class CredentialHelpers(CredentialHelperOptions options)
{
    private const int MaxKept = 1024;
    private const int MaxProcesses = 4;

    private readonly Dictionary<(string Suffix, string Server), Kept> _kept = [];

    private SemaphoreSlim Processes { get; } = new(MaxProcesses);

    /// <summary>The login of a registry; null where the helper has none.</summary>
    /// <param name="suffix">The helper's name after <c>docker-credential-</c>.</param>
    /// <param name="registry">The registry.</param>
    /// <param name="namedIn">The file that names the helper, for messages.</param>
    /// <param name="cancellationToken">Ends the wait; others may still want the answer.</param>
    /// <exception cref="CredentialException">There is no such helper, or it fails.</exception>
    public Task<RegistryCredential?> AskAsync(string suffix, RegistryName registry, string namedIn, CancellationToken cancellationToken)
    {
        var key = (suffix, DockerServer.Of(registry.CanonicalName));
        lock (_kept)
        {
            if (!_kept.TryGetValue(key, out var kept) || kept.IsOver(options.TimeProvider.GetUtcNow()))
            {
                if (_kept.Count >= MaxKept)
                    _kept.Clear();
                _kept[key] = kept = new(Task.Run(() => RunAsync(suffix, key.Item2, namedIn), CancellationToken.None), options.TimeProvider.GetUtcNow() + options.KeepFor);
            }

            return kept.Answer.WaitAsync(cancellationToken);
        }
    }

    private async Task<RegistryCredential?> RunAsync(string suffix, string server, string namedIn)
    {
        string name = CredentialHelperProgram.NameOf(suffix, namedIn);
        string helper = $"credential helper {name} (named in {namedIn})";
        await Processes.WaitAsync().ConfigureAwait(false);
        try
        {
            string program = CredentialHelperProgram.Find(name, options.SearchPath ?? Environment.GetEnvironmentVariable("PATH"))
                ?? throw new CredentialException($"There is no {helper} in the absolute folders of PATH. Install it, or take it out of that file.");
            using var timer = new CancellationTokenSource(options.Timeout, options.TimeProvider);
            var (exitCode, output) = await CredentialHelperProcess.RunAsync(program, server, options.TimeProvider, timer.Token).ConfigureAwait(false);
            return CredentialHelperAnswer.Read(exitCode, output, helper);
        }
        catch (Exception e) when (e is Win32Exception or IOException or UnauthorizedAccessException)
        {
            throw new CredentialException($"The {helper} does not start: {e.Message}", e);
        }
        catch (OperationCanceledException e)
        {
            throw new CredentialException($"The {helper} did not answer within {options.Timeout.TotalSeconds:0.#} s.", e);
        }
        finally
        {
            Processes.Release();
        }
    }

    private sealed record Kept(Task<RegistryCredential?> Answer, DateTimeOffset Expires)
    {
        // A failure is never kept: the next who asks may find the helper repaired.
        public bool IsOver(DateTimeOffset now) => Answer.IsFaulted || (Answer.IsCompleted && now >= Expires);
    }
}
