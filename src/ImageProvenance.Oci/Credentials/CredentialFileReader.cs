namespace ImageProvenance.Oci;

/// <summary>Reads a credential file, and reads it again when it changes. Thread-safe.</summary>
/// <param name="path">The file.</param>
/// <param name="isRequired">Whether it must be there; a file in a default place that is absent holds no logins.</param>
internal sealed class CredentialFileReader(string path, bool isRequired)
{
    private const int MaxBytes = 1 << 20;

    private volatile Snapshot? _last;

    public string Path => path;

    /// <exception cref="CredentialException">The file is missing and required, cannot be read, or is malformed.</exception>
    public async ValueTask<CredentialFile> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists)
                return isRequired ? throw new CredentialException($"There is no credential file {path}.") : CredentialFile.Empty;
            if (_last is not { } last || last.Written != file.LastWriteTimeUtc || last.Length != file.Length)
                _last = last = new(file.LastWriteTimeUtc, file.Length, await ParseAsync(file, cancellationToken).ConfigureAwait(false));
            return last.Content;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CredentialException($"The credential file {path} cannot be read: {e.Message}", e);
        }
        catch (MalformedContentException e)
        {
            throw new CredentialException($"The credential file {path} is malformed. {e.Failure.Message}", e);
        }
    }

    private async Task<CredentialFile> ParseAsync(FileInfo file, CancellationToken cancellationToken)
    {
        if (file.Length > MaxBytes)
            throw new MalformedContentException("too-large", "It is larger than is read.", $"at most {MaxBytes} bytes", $"{file.Length} bytes");
        byte[] bytes = await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false);
        return CredentialFile.Parse(bytes, $"the login in {path}");
    }

    private sealed record Snapshot(DateTime Written, long Length, CredentialFile Content);
}
