using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ImageProvenance;

/// <summary>Lets hosts return a result from an endpoint as it is, in the shape of its <c>ToJson</c>. Results are not read back.</summary>
/// <typeparam name="T">The result.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ResultJsonConverter<T> : JsonConverter<T>
{
    private protected ResultJsonConverter()
    {
    }

    /// <summary>Not supported: results are made by verifying and inspecting.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public sealed override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException($"A {typeof(T).Name} is made by verifying or inspecting an image; it cannot be read from JSON.");
}

/// <summary>Writes verdicts for System.Text.Json.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ProvenanceReportJsonConverter : ResultJsonConverter<ProvenanceReport>
{
    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, ProvenanceReport value, JsonSerializerOptions options) => ReportJsonWriter.Write(writer, value);
}

/// <summary>Writes inspections for System.Text.Json.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ImageEvidenceJsonConverter : ResultJsonConverter<ImageEvidence>
{
    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, ImageEvidence value, JsonSerializerOptions options) => EvidenceJsonWriter.Write(writer, value);
}
