using System.Text.Json;
using System.Text.Json.Serialization;

namespace ImageProvenance;

/// <summary>Lets hosts return a report from an endpoint as it is. Reports are not read back.</summary>
internal sealed class ProvenanceReportJsonConverter : JsonConverter<ProvenanceReport>
{
    public override ProvenanceReport Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("A report is made by verifying an image; it cannot be read from JSON.");

    public override void Write(Utf8JsonWriter writer, ProvenanceReport value, JsonSerializerOptions options) => ReportJsonWriter.Write(writer, value);
}
