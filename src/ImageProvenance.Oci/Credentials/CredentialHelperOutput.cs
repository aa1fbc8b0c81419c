namespace ImageProvenance.Oci;

/// <summary>What a credential helper writes, as far as it has been read.</summary>
internal sealed class CredentialHelperOutput
{
    private const int MaxBytes = 64 << 10;

    private readonly byte[] _buffer = new byte[MaxBytes + 1];
    private int _length;

    /// <summary>The output so far; null for more than 64 KiB.</summary>
    public byte[]? Bytes => Volatile.Read(ref _length) is var length && length <= MaxBytes ? _buffer[..length] : null;

    /// <summary>Reads until the other end is closed, or more than an answer may have is read.</summary>
    public async Task ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        while (_length < _buffer.Length && await stream.ReadAsync(_buffer.AsMemory(_length), cancellationToken).ConfigureAwait(false) is > 0 and var read)
            Volatile.Write(ref _length, _length + read);
    }
}
