using System.Formats.Asn1;

namespace ImageProvenance.Signatures;

/// <summary>Whether an authority granted what it was asked for.</summary>
/// <remarks>RFC 3161, 2.4.2, <c>PKIStatusInfo</c>. Nothing signs it: it can only refuse.</remarks>
internal static class TimestampStatus
{
    /// <exception cref="MalformedContentException">It did not (<c>timestamp-not-granted</c>).</exception>
    public static void RequireGranted(DerReader statusInfo)
    {
        int status = statusInfo.ReadInt32();
        if (status is not (0 or 1))
            throw new MalformedContentException("timestamp-not-granted", "The timestamp authority did not grant a timestamp.", "granted", Describe(status));

        if (statusInfo.NextIs(Asn1Tag.Sequence))
            statusInfo.ReadEncoded();
        if (statusInfo.NextIs(Asn1Tag.PrimitiveBitString))
            statusInfo.ReadEncoded();
        statusInfo.End();
    }

    private static string Describe(int status) => status switch
    {
        2 => "rejection",
        3 => "waiting",
        4 => "revocation warning",
        5 => "revocation notification",
        _ => $"status {status}",
    };
}
