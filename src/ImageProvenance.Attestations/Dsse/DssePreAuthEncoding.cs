using System.Globalization;
using System.Text;

namespace ImageProvenance.Attestations;

/// <summary>The bytes that a DSSE signature covers: payload type and payload, each with its length in bytes. Thread-safe.</summary>
/// <remarks>DSSE 1.0.2, protocol.md, "Signature Definition": <c>"DSSEv1" SP LEN(type) SP type SP LEN(body) SP body</c>.</remarks>
public static class DssePreAuthEncoding
{
    /// <summary>Encodes a payload and its type.</summary>
    /// <param name="payloadType">The payload type, exactly as the envelope gives it.</param>
    /// <param name="payload">The payload, decoded.</param>
    public static byte[] Encode(string payloadType, ReadOnlySpan<byte> payload)
    {
        ArgumentNullException.ThrowIfNull(payloadType);
        int typeLength = Encoding.UTF8.GetByteCount(payloadType);
        byte[] header = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"DSSEv1 {typeLength} {payloadType} {payload.Length} "));
        return [.. header, .. payload];
    }
}
