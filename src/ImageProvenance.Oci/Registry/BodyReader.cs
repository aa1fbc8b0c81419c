namespace ImageProvenance.Oci;

/// <summary>Reads the body of an answer, whole and within a cap, whatever its headers say.</summary>
internal static class BodyReader
{
    private const int FirstBuffer = 16 << 10;
    private const int MostAtOnce = 1 << 20;

    /// <summary>Reads the body; at most one byte more than the cap is ever taken from the network.</summary>
    /// <exception cref="MalformedContentException">The body is larger than the cap (<c>too-large</c>).</exception>
    /// <exception cref="SourceException">The body is encoded, cut short or broken off, or the budget is spent.</exception>
    public static async Task<byte[]> ReadAsync(HttpResponseMessage response, int maxBytes, FetchBudget budget, CancellationToken cancellationToken)
    {
        RefuseEncoding(response);
        long? declared = response.Content.Headers.ContentLength;
        if (declared > maxBytes)
            throw TooLarge(maxBytes, $"{declared} bytes");

        // Memory follows what arrives, not what is announced: to announce much costs a registry nothing.
        var (buffer, length) = await FillAsync(response, Math.Min(Math.Min(declared ?? FirstBuffer, MostAtOnce), maxBytes), maxBytes, budget, cancellationToken).ConfigureAwait(false);
        if (length > maxBytes)
            throw TooLarge(maxBytes, "more");
        if (length < declared)
            throw Truncated(response, $"{declared} bytes", $"{length} bytes");
        return length == buffer.Length ? buffer : buffer[..length];
    }

    /// <summary>Reads what there is of a body up to a cap, for a message; what lies beyond is left.</summary>
    public static async Task<byte[]> ReadStartAsync(HttpResponseMessage response, int maxBytes, FetchBudget budget, CancellationToken cancellationToken)
    {
        RefuseEncoding(response);
        var (buffer, length) = await FillAsync(response, Math.Min(FirstBuffer, maxBytes), maxBytes, budget, cancellationToken).ConfigureAwait(false);
        return buffer[..Math.Min(length, maxBytes)];
    }

    private static async Task<(byte[] Buffer, int Length)> FillAsync(
        HttpResponseMessage response, long expected, int maxBytes, FetchBudget budget, CancellationToken cancellationToken)
    {
        // One byte more than is allowed is enough to see that there is more; it also shows the end without growing.
        byte[] buffer = new byte[expected + 1];
        int length = 0;
        try
        {
            var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                while (await stream.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false) is > 0 and var read)
                {
                    budget.ChargeBytes(read);
                    length += read;
                    if (length > maxBytes)
                        break;
                    if (length == buffer.Length)
                        Array.Resize(ref buffer, (int)Math.Min(2L * buffer.Length, maxBytes + 1L));
                }
            }
        }
        catch (OperationCanceledException e) when (!TransientRule.IsRepeatable(response.RequestMessage))
        {
            throw new UnrepeatableCanceledException(e);
        }
        catch (HttpIOException e) when (e.HttpRequestError == HttpRequestError.ResponseEnded)
        {
            throw Truncated(response, "a whole body", $"{length} bytes", e);
        }
        catch (Exception e) when (e is not (OperationCanceledException or SourceException))
        {
            // Handlers that a host adds wrap bodies too, and have exceptions of their own.
            throw new SourceException(e is TimeoutException ? SourceErrorKind.Timeout : SourceErrorKind.Network, $"The connection broke while a body was read: {RemoteText.Clean(e.Message)}", innerException: SecretsInUse.Unless(e)) { IsTransient = TransientRule.IsTransient(e) && TransientRule.IsRepeatable(response.RequestMessage) };
        }

        return (buffer, length);
    }

    // A digest is of the bytes as stored; and what nobody asked to be compressed could unpack to anything.
    private static void RefuseEncoding(HttpResponseMessage response)
    {
        if (response.Content.Headers.ContentEncoding.Any(encoding => !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase)))
            throw new SourceException(SourceErrorKind.ServerError, "The registry sent an encoded body, which was not asked for.", "no Content-Encoding", RemoteText.Clean(string.Join(", ", response.Content.Headers.ContentEncoding)));
    }

    private static MalformedContentException TooLarge(int maxBytes, string actual) =>
        new("too-large", "Content is larger than is read.", $"at most {maxBytes} bytes", actual);

    private static SourceException Truncated(HttpResponseMessage response, string expected, string actual, Exception? inner = null) =>
        new(SourceErrorKind.Truncated, "A body ended before its announced length.", expected, actual, inner) { IsTransient = TransientRule.IsRepeatable(response.RequestMessage) };
}
