using System.Formats.Asn1;

namespace ImageProvenance.Testing;

/// <summary>Writes the list of SCTs that a certificate carries.</summary>
/// <remarks>RFC 6962, 3.3.</remarks>
internal static class SctList
{
    /// <returns>The extension's value; empty where there is no SCT.</returns>
    public static byte[] Write(IReadOnlyCollection<byte[]> scts)
    {
        if (scts.Count == 0)
            return [];
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.WriteOctetString(TlsVector.Write(2, [.. scts.SelectMany(sct => TlsVector.Write(2, sct))]));
        return writer.Encode();
    }
}
