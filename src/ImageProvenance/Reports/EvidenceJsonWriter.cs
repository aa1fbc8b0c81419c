using System.Text.Json;

namespace ImageProvenance;

/// <summary>Writes what was found as JSON: flat by platform, as a tree by subject, or the provenance alone. The members are a contract, docs/cli.md.</summary>
internal static class EvidenceJsonWriter
{
    public static string Write(ImageEvidence evidence) => JsonParts.Write(json => Write(json, evidence));

    public static void Write(Utf8JsonWriter json, ImageEvidence evidence)
    {
        json.WriteStartObject();
        WriteHead(json, evidence);
        json.Array("platforms", evidence.Platforms, (writer, platform) => WritePlatform(writer, evidence, platform));
        json.Array("evidence", evidence.Index, JsonParts.Claim);
        json.Array("provenance", evidence.Provenance, JsonParts.Provenance);
        WriteTail(json, evidence);
        json.WriteEndObject();
    }

    /// <summary>The same, nested by subject: what refers to what, and where it was found.</summary>
    public static string WriteTree(ImageEvidence evidence) => JsonParts.Write(json =>
    {
        json.WriteStartObject();
        WriteHead(json, evidence);
        json.Array("subjects", EvidenceTree.Of(evidence), WriteSubject);
        WriteTail(json, evidence);
        json.WriteEndObject();
    });

    /// <summary>Only what provenance says: platform, or <c>index</c>, to predicates.</summary>
    public static string WriteProvenance(ImageEvidence evidence) => JsonParts.Write(json =>
    {
        json.WriteStartObject();
        foreach (var platform in evidence.Provenance.GroupBy(said => said.Platform))
            json.Array(platform.Key, platform, WritePredicate);
        json.WriteEndObject();
    });

    private static void WriteHead(Utf8JsonWriter json, ImageEvidence evidence)
    {
        json.WriteNumber("version", 1);
        json.WriteStartObject("image");
        JsonParts.Image(json, evidence.Request, evidence.Image);
        json.WriteEndObject();
    }

    private static void WriteTail(Utf8JsonWriter json, ImageEvidence evidence)
    {
        json.Array("findings", evidence.Findings, JsonParts.Finding);
        json.Array("unread", evidence.Unread, JsonParts.Unread);
        if (evidence.Error is { } error)
            JsonParts.Failure(json, "error", error);
        JsonParts.Statistics(json, evidence.Statistics);
    }

    private static void WritePlatform(Utf8JsonWriter json, ImageEvidence evidence, PlatformEvidence platform)
    {
        json.WriteStartObject();
        json.WriteString("platform", platform.Platform);
        json.WriteString("digest", platform.Image.Descriptor.Digest.ToString());
        if (platform.Image.Config is { } config)
            WriteConfig(json, config);
        json.Array("evidence", platform.Evidence, JsonParts.Claim);
        json.Array("provenance", evidence.Provenance.Where(said => said.Piece.Found.Subject == platform.Image.Descriptor.Digest), JsonParts.Provenance);
        json.WriteEndObject();
    }

    private static void WriteConfig(Utf8JsonWriter json, ImageConfig config)
    {
        json.WriteStartObject("config");
        json.WriteString("digest", config.Content.Digest.ToString());
        json.Text("platform", config.Platform?.ToString());
        json.Text("created", config.Created);
        json.WriteStartObject("labels");
        foreach (var (name, value) in config.Labels)
            json.WriteString(name, value);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteSubject(Utf8JsonWriter json, EvidenceTree subject)
    {
        json.WriteStartObject();
        json.WriteString("name", subject.Name);
        json.WriteString("digest", subject.Subject.ToString());
        json.Array("evidence", subject.Evidence, JsonParts.Claim);
        json.Array("subjects", subject.Carriers, WriteSubject);
        json.WriteEndObject();
    }

    private static void WritePredicate(Utf8JsonWriter json, ProvenanceSummary said)
    {
        var statement = EvidenceSummary.StatementOf(said.Piece)!;
        json.WriteStartObject();
        json.WriteString("predicateType", said.PredicateType);
        json.WritePropertyName("predicate");
        if (statement.Predicate.IsEmpty)
            json.WriteNullValue();
        else
            json.WriteRawValue(statement.Predicate.Span);
        json.WriteString("location", ReportWords.Of(said.Piece.Found.Location));
        json.Text("digest", said.Piece.Found.Layer?.Digest.ToString());
        json.WriteEndObject();
    }
}
