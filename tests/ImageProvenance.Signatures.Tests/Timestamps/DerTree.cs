using System.Formats.Asn1;

namespace ImageProvenance.Signatures.Tests;

/// <summary>DER as a tree, so that tests can change it in one place and have the lengths of all else right.</summary>
internal sealed class DerTree
{
    private const byte OctetString = 0x04;
    private const byte ConstructedBit = 0x20;

    // Of a private class: no format has a place for it, and in a set it is sorted last.
    private static readonly byte[] OneMore = [0xDE, 0x00];

    private readonly byte _tag;
    private readonly byte[] _content;
    private readonly List<DerTree> _children = [];

    private DerTree(byte tag, byte[] content, bool isConstructed)
    {
        _tag = tag;
        _content = content;
        for (ReadOnlyMemory<byte> rest = isConstructed ? content : default; !rest.IsEmpty;)
        {
            var child = Parse(rest, out int consumed);
            _children.Add(child);
            rest = rest[consumed..];
        }
    }

    /// <summary>The DER with one more value at the end of one of its constructed values, for each of them, by the path to it.</summary>
    /// <param name="der">The DER.</param>
    /// <param name="encapsulated">The content of the one octet string that holds DER too, and belongs to the tree.</param>
    public static IEnumerable<(string Path, byte[] Der)> WithOneMore(byte[] der, byte[] encapsulated)
    {
        var root = Parse(der, out _);
        return root.Constructed("", encapsulated).Select(node => (node.Path, root.Encode(node.Tree)));
    }

    private static DerTree Parse(ReadOnlyMemory<byte> der, out int consumed)
    {
        var tag = AsnDecoder.ReadEncodedValue(der.Span, AsnEncodingRules.DER, out int offset, out int length, out consumed);
        return new(der.Span[0], der.Slice(offset, length).ToArray(), tag.IsConstructed);
    }

    private IEnumerable<(string Path, DerTree Tree)> Constructed(string path, byte[] encapsulated)
    {
        if (_tag == OctetString && _content.AsSpan().SequenceEqual(encapsulated))
            _children.Add(Parse(_content, out _));
        var own = (_tag & ConstructedBit) != 0 ? [(path, this)] : Array.Empty<(string, DerTree)>();
        return [.. own, .. _children.SelectMany((child, i) => child.Constructed($"{path}/{i}", encapsulated))];
    }

    private byte[] Encode(DerTree longer)
    {
        byte[] content = _children.Count == 0 ? _content : [.. _children.SelectMany(child => child.Encode(longer))];
        return Encode(this == longer ? [.. content, .. OneMore] : content);
    }

    private byte[] Encode(byte[] content) => [_tag, .. Length(content.Length), .. content];

    private static byte[] Length(int length) => length switch
    {
        < 0x80 => [(byte)length],
        < 0x100 => [0x81, (byte)length],
        _ => [0x82, (byte)(length >> 8), (byte)(length & 0xFF)],
    };
}
