using System.Globalization;
using System.Text;

namespace ImageProvenance.Oci;

/// <summary>The records of a pax extended header that say where the next entry is: its name and its size.</summary>
/// <remarks>POSIX.1-2024, pax, "pax Extended Header": <c>LENGTH KEYWORD=VALUE\n</c>.</remarks>
internal static class PaxRecords
{
    /// <exception cref="MalformedContentException">The records are malformed (<c>malformed-archive</c>).</exception>
    public static (string? Path, long? Size) Parse(ReadOnlySpan<byte> records)
    {
        string? path = null;
        long? size = null;
        while (!records.IsEmpty)
        {
            int space = records.IndexOf((byte)' ');
            if (space <= 0 || !int.TryParse(records[..space], NumberStyles.None, CultureInfo.InvariantCulture, out int length)
                || length <= space + 1 || length > records.Length || records[length - 1] != '\n')
                throw TarHeader.Malformed("a pax record is malformed");

            string record = Encoding.UTF8.GetString(records[(space + 1)..(length - 1)]);
            records = records[length..];
            if (record.StartsWith("path=", StringComparison.Ordinal))
                path = record["path=".Length..];
            else if (record.StartsWith("size=", StringComparison.Ordinal))
                size = long.TryParse(record.AsSpan("size=".Length), NumberStyles.None, CultureInfo.InvariantCulture, out long value) ? value : throw TarHeader.Malformed("a pax size is no number");
            else if (record.StartsWith("GNU.sparse.", StringComparison.Ordinal))
                throw TarHeader.Malformed("it has sparse files, which are not read");
        }

        return (path, size);
    }
}
