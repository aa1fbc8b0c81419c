using System.Globalization;

namespace ImageProvenance.Signatures;

/// <summary>The value of an enumeration as protobuf-JSON writes it: its name, or its number. The default is number 0, "not specified".</summary>
/// <remarks>protobuf.dev, ProtoJSON Format, <c>enum</c>.</remarks>
internal readonly record struct ProtobufEnum(string? Name, long Number)
{
    public static ProtobufEnum Read(ref StrictJsonReader json) =>
        json.ReadRaw().Span[0] == '"' ? new(json.ReadString(), 0) : new(null, json.ReadInt64());

    public bool Is(string name, long number) => Name is null ? Number == number : Name == name;

    public override string ToString() => Name ?? Number.ToString(CultureInfo.InvariantCulture);
}
