using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;

namespace ImageProvenance.Testing;

/// <summary>Writes what a timestamp says.</summary>
/// <remarks>RFC 3161, 2.4.2, <c>TSTInfo</c>.</remarks>
internal static class TimestampInfo
{
    // The policy of Sigstore's authorities.
    private const string Policy = "1.3.6.1.4.1.57264.2";

    /// <param name="stamped">What is stamped.</param>
    /// <param name="time">When.</param>
    /// <param name="hash">The hash that names what is stamped.</param>
    public static byte[] Write(ReadOnlySpan<byte> stamped, DateTimeOffset time, HashAlgorithmName hash)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            writer.WriteObjectIdentifier(Policy);
            using (writer.PushSequence())
            {
                using (writer.PushSequence())
                    writer.WriteObjectIdentifier(HashOid(hash));
                writer.WriteOctetString(CryptographicOperations.HashData(hash, stamped));
            }

            writer.WriteInteger(new BigInteger(RandomNumberGenerator.GetBytes(20), isUnsigned: true));
            writer.WriteGeneralizedTime(time, omitFractionalSeconds: true);
            using (writer.PushSequence())
                writer.WriteInteger(1);
        }

        return writer.Encode();
    }

    private static string HashOid(HashAlgorithmName hash) => hash.Name switch
    {
        "SHA1" => "1.3.14.3.2.26",
        "SHA384" => "2.16.840.1.101.3.4.2.2",
        "SHA512" => "2.16.840.1.101.3.4.2.3",
        _ => "2.16.840.1.101.3.4.2.1",
    };
}
