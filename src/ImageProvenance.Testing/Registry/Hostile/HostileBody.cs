namespace ImageProvenance.Testing;

/// <summary>Bodies that cost whoever reads them on and on. What they are made of is made once: the sender keeps its memory.</summary>
internal static class HostileBody
{
    private static readonly ReadOnlyMemory<byte> Blanks = NewBlanks(16 << 10);

    /// <summary>Blanks without end, which every reader of JSON may skip.</summary>
    public static Stream Endless() => Of(Enumerable.Repeat(Blanks, int.MaxValue));

    /// <summary>A head, and then without end.</summary>
    public static Stream Endless(ReadOnlyMemory<byte> head) => Of(Enumerable.Repeat(Blanks, int.MaxValue).Prepend(head));

    /// <summary>A byte at a time, each after a while.</summary>
    public static Stream Drip(ReadOnlyMemory<byte> content, TimeSpan pause, TimeProvider clock)
    {
        int at = 0;
        return new ChunkStream(async token =>
        {
            await Task.Delay(pause, clock, token).ConfigureAwait(false);
            return at < content.Length ? content.Slice(at++, 1) : default;
        });
    }

    /// <summary>Nothing, for ever.</summary>
    public static Stream Silent() => new ChunkStream(async token =>
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, token).ConfigureAwait(false);
        return default;
    });

    /// <summary>Content after which the connection breaks.</summary>
    public static Stream Broken(ReadOnlyMemory<byte> content)
    {
        bool isSent = content.IsEmpty;
        return new ChunkStream(_ =>
        {
            if (isSent)
                throw new IOException("The connection was reset.");
            isSent = true;
            return new(content);
        });
    }

    /// <summary>Parts, made as they are read.</summary>
    public static Stream Of(IEnumerable<ReadOnlyMemory<byte>> parts)
    {
        var left = parts.GetEnumerator();
        return new ChunkStream(_ => new(left.MoveNext() ? left.Current : default));
    }

    private static byte[] NewBlanks(int length)
    {
        byte[] blanks = new byte[length];
        blanks.AsSpan().Fill((byte)' ');
        return blanks;
    }
}
