using System.Formats.Asn1;

namespace ImageProvenance.Signatures.Tests;

/// <summary>Writes DER of any shape, right or wrong.</summary>
internal static class Der
{
    public static byte[] Null { get; } = [0x05, 0x00];

    public static byte[] Sequence(params byte[][] parts) => Tagged(0x30, parts);

    /// <summary>A value with a tag of one byte.</summary>
    public static byte[] Tagged(byte tag, params byte[][] parts)
    {
        byte[] content = [.. parts.SelectMany(part => part)];
        byte[] length = content.Length switch
        {
            < 128 => [(byte)content.Length],
            < 256 => [0x81, (byte)content.Length],
            _ => [0x82, (byte)(content.Length >> 8), (byte)(content.Length & 0xFF)],
        };
        return [tag, .. length, .. content];
    }

    public static byte[] Oid(string dotted) => Write(writer => writer.WriteObjectIdentifier(dotted));

    public static byte[] Algorithm(string dotted, params byte[][] parameters) => Sequence([Oid(dotted), .. parameters]);

    public static byte[] Integer(long value) => Write(writer => writer.WriteInteger(value));

    public static byte[] OctetString(params byte[] content) => Tagged(0x04, content);

    public static byte[] BitString(params byte[] content) => Tagged(0x03, [0], content);

    public static byte[] Boolean(bool value) => [0x01, 0x01, value ? (byte)0xFF : (byte)0];

    public static byte[] Text(UniversalTagNumber encoding, string text) => Write(writer => writer.WriteCharacterString(encoding, text));

    private static byte[] Write(Action<AsnWriter> write)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        write(writer);
        return writer.Encode();
    }
}
