using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace ImageProvenance.Attestations.Tests;

/// <summary>Ways to say that a parser refuses, and with which code.</summary>
internal static class Malformed
{
    public static ReadOnlyMemory<byte> Utf8(string json) => Encoding.UTF8.GetBytes(json);

    public static void IsRefused(string code, Action parse) =>
        Assert.That(Assert.Throws<MalformedContentException>(parse)!.Failure.Code, Is.EqualTo(code));

    /// <summary>A document cut or changed anywhere either parses or is refused; nothing else comes out of a parser.</summary>
    public static void NeverEscapes(Action<ReadOnlyMemory<byte>> parse, ReadOnlyMemory<byte> document) =>
        Prop.ForAll(Gen.Choose(0, document.Length - 1).ToArbitrary(), ArbMap.Default.ArbFor<byte>(), (position, value) =>
        {
            byte[] changed = document.ToArray();
            changed[position] = value;
            ParseOrRefuse(parse, changed);
            ParseOrRefuse(parse, document[..position]);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    private static void ParseOrRefuse(Action<ReadOnlyMemory<byte>> parse, ReadOnlyMemory<byte> document)
    {
        try
        {
            parse(document);
        }
        catch (MalformedContentException)
        {
        }
    }
}
