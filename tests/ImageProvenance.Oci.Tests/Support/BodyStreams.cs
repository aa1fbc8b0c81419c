namespace ImageProvenance.Oci.Tests;

/// <summary>A body that is read forwards only.</summary>
internal abstract class BodyStream : Stream
{
    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}

/// <summary>A body that breaks off.</summary>
internal sealed class BrokenStream(byte[] start, Exception exception) : BodyStream
{
    private bool _given;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_given || start.Length == 0)
            throw exception;
        _given = true;
        start.CopyTo(buffer);
        return new(start.Length);
    }
}

/// <summary>A body that never comes.</summary>
internal sealed class HangingStream : BodyStream
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return 0;
    }
}

/// <summary>A body without end, as fast as it is read.</summary>
internal sealed class EndlessStream : BodyStream
{
    public long Taken { get; private set; }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Taken += buffer.Length;
        return new(buffer.Length);
    }
}

/// <summary>A body of one byte every second, for ever.</summary>
internal sealed class DrippingStream(TimeProvider time) : BodyStream
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await Task.Delay(TimeSpan.FromSeconds(1), time, cancellationToken);
        buffer.Span[0] = (byte)' ';
        return 1;
    }
}
