using System.Formats.Asn1;

namespace ImageProvenance.Signatures;

/// <summary>Reads what a timestamp says.</summary>
/// <remarks>
/// RFC 3161, 2.4.2. Policy, serial number, accuracy, ordering, nonce and the authority's name for itself are read and not
/// used: no request is at hand to compare them with.
/// </remarks>
internal static class TimestampInfoReader
{
    private static readonly Asn1Tag TsaTag = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag ExtensionsTag = new(TagClass.ContextSpecific, 1);
    private static readonly Asn1Tag MillisTag = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag MicrosTag = new(TagClass.ContextSpecific, 1);

    public static TimestampInfo Read(ReadOnlyMemory<byte> encoded)
    {
        var content = new DerReader(encoded);
        var info = content.ReadSequence();
        content.End();

        if (info.ReadInt32() != 1)
            throw DerReader.Invalid("What the token says has another version than 1.");
        info.ReadOid();
        var messageImprint = info.ReadSequence();
        var (algorithm, imprint) = (HashIdentifier.Read(ref messageImprint), messageImprint.ReadOctetString());
        messageImprint.End();
        info.ReadInteger();
        var time = ReadGeneralizedTime(ref info);

        if (info.NextIs(Asn1Tag.Sequence))
            ReadAccuracy(info.ReadSequence());
        if (info.NextIs(Asn1Tag.Boolean))
            info.ReadBoolean();
        if (info.NextIs(Asn1Tag.Integer))
            info.ReadInteger();
        if (info.NextIs(TsaTag))
            ReadName(info.ReadSequence(TsaTag));
        if (info.NextIs(ExtensionsTag))
            RefuseCriticalExtensions(info.ReadSequence(ExtensionsTag));
        info.End();
        return new(encoded, algorithm, imprint, time);
    }

    private static DateTimeOffset ReadGeneralizedTime(ref DerReader reader) => reader.NextIs(Asn1Tag.GeneralizedTime)
        ? reader.ReadTime()
        : throw DerReader.Invalid("The time is no GeneralizedTime.");

    private static void ReadAccuracy(DerReader accuracy)
    {
        if (accuracy.NextIs(Asn1Tag.Integer))
            accuracy.ReadInteger();
        if (accuracy.NextIs(MillisTag))
            accuracy.ReadInteger(MillisTag);
        if (accuracy.NextIs(MicrosTag))
            accuracy.ReadInteger(MicrosTag);
        accuracy.End();
    }

    private static void ReadName(DerReader name)
    {
        name.ReadEncoded();
        name.End();
    }

    // No extension is known here, so a critical one says that the token must not be accepted.
    private static void RefuseCriticalExtensions(DerReader extensions)
    {
        while (extensions.HasData)
            if (CertificateReader.ReadExtension(ref extensions).IsCritical)
                throw DerReader.Invalid("The token has a critical extension that is not known.");
    }
}
