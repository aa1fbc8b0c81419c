using System.Text.Json;
using ImageProvenance.Policies;

namespace ImageProvenance;

/// <summary>Writes a verdict as JSON. The members are a contract, docs/cli.md; more may be added, none changes its meaning.</summary>
internal static class ReportJsonWriter
{
    public static string Write(ProvenanceReport report) => JsonParts.Write(json => Write(json, report));

    public static void Write(Utf8JsonWriter json, ProvenanceReport report)
    {
        json.WriteStartObject();
        json.WriteNumber("version", 1);
        json.WriteString("decision", ReportWords.Of(report.Decision));
        json.WriteStartObject("image");
        JsonParts.Image(json, report.Request, report.Image);
        json.Array("platforms", report.Platforms, WritePlatform);
        json.WriteEndObject();
        json.WriteStartObject("policy");
        json.WriteString("name", report.PolicyName);
        json.WriteString("id", report.PolicyId);
        json.WriteString("rule", report.Rule);
        json.WriteEndObject();
        json.WritePropertyName("tree");
        WriteNode(json, report.Tree);
        json.Array("evidence", report.Evidence, JsonParts.Evidence);
        json.Array("provenance", report.Provenance, JsonParts.Provenance);
        json.Array("findings", report.Findings, JsonParts.Finding);
        json.Array("unread", report.Unread, JsonParts.Unread);
        if (report.Error is { } error)
            JsonParts.Failure(json, "error", error);
        JsonParts.Statistics(json, report.Statistics);
        json.WriteEndObject();
    }

    private static void WritePlatform(Utf8JsonWriter json, PlatformImage platform)
    {
        json.WriteStartObject();
        json.WriteString("platform", platform.Key);
        json.WriteString("digest", platform.Descriptor.Digest.ToString());
        json.WriteEndObject();
    }

    private static void WriteNode(Utf8JsonWriter json, DecisionNode node)
    {
        json.WriteStartObject();
        json.WriteString("kind", node.Kind);
        json.WriteString("name", node.Name);
        json.Text("code", node.Code);
        json.WriteString("outcome", ReportWords.Of(node.Outcome));
        json.Text("message", node.Message);
        json.Text("expected", node.Expected);
        json.Text("actual", node.Actual);
        json.Array("evidence", node.Evidence, (writer, id) => writer.WriteStringValue(id.ToString()));
        json.Array("children", node.Children, WriteNode);
        json.WriteEndObject();
    }
}
