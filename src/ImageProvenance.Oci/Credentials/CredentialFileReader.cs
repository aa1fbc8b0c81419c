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
    public CredentialFile Read()
    {
        try
        {
            var file = BoundedFile.Find(path);
            if (!file.Exists)
                return isRequired ? throw new CredentialException($"There is no credential file {path}.") : CredentialFile.Empty;
            if (_last is not { } last || last.Written != file.LastWriteTimeUtc || last.Length != file.Length)
                _last = last = new(file.LastWriteTimeUtc, file.Length, CredentialFile.Parse(BoundedFile.Read(file, MaxBytes), $"the login in {path}"));
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

    private sealed record Snapshot(DateTime Written, long Length, CredentialFile Content);
}
