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
        string before = string.Create(CultureInfo.InvariantCulture, $"DSSEv1 {typeLength} "), after = string.Create(CultureInfo.InvariantCulture, $" {payload.Length} ");
        byte[] encoded = new byte[before.Length + typeLength + after.Length + payload.Length];
        int length = Encoding.UTF8.GetBytes(before, encoded);
        length += Encoding.UTF8.GetBytes(payloadType, encoded.AsSpan(length));
        length += Encoding.UTF8.GetBytes(after, encoded.AsSpan(length));
        payload.CopyTo(encoded.AsSpan(length));
        return encoded;
    }
}
