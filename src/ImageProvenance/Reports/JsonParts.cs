using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ImageProvenance.Attestations;
using ImageProvenance.Signatures;

namespace ImageProvenance;

/// <summary>The parts that all JSON outputs share, each written in one place.</summary>
internal static class JsonParts
{
    public static string Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            write(json);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static void Text(this Utf8JsonWriter json, string member, string? value)
    {
        if (value is not null)
            json.WriteString(member, value);
    }

    public static void Array<T>(this Utf8JsonWriter json, string member, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(member);
        foreach (var item in items)
            write(json, item);
        json.WriteEndArray();
    }

    public static void Image(Utf8JsonWriter json, ImageRequest request, PinnedImage? image)
    {
        json.WriteString("reference", request.Location.ToString());
        json.Text("digest", image?.Digest.ToString());
        json.Text("pinned", image?.Pinned.ToString());
        json.Text("mediaType", image?.Document.MediaType);
    }

    /// <summary>A piece of a verdict: its signer is proven, or not there.</summary>
    public static void Evidence(Utf8JsonWriter json, EvidenceSummary evidence) => Evidence(json, evidence, evidence.Signer);

    /// <summary>A piece of an inspection: its signer is what it claims.</summary>
    public static void Claim(Utf8JsonWriter json, EvidenceSummary evidence) => Evidence(json, evidence, evidence.ClaimedSigner);

    private static void Evidence(Utf8JsonWriter json, EvidenceSummary evidence, Signer? signer)
    {
        json.WriteStartObject();
        json.WriteString("id", evidence.Id.ToString());
        json.WriteString("kind", evidence.Kind);
        json.WriteString("format", evidence.Format);
        json.Text("digest", evidence.Digest?.ToString());
        json.WriteString("location", ReportWords.Of(evidence.Location));
        json.WriteString("place", evidence.Place);
        json.WriteString("subject", evidence.Subject.ToString());
        json.Text("predicateType", evidence.PredicateType);
        json.WriteBoolean("proven", evidence.IsProven);
        Signer(json, signer);
        json.Array("times", evidence.Times, Time);
        json.Array("log", evidence.Log, Entry);
        if (evidence.Failure is { } failure)
            Failure(json, "failure", failure);
        json.WriteEndObject();
    }

    public static void Provenance(Utf8JsonWriter json, ProvenanceSummary said)
    {
        json.WriteStartObject();
        json.WriteString("platform", said.Platform);
        json.WriteString("evidence", said.Evidence.ToString());
        json.WriteString("predicateType", said.PredicateType);
        json.Text("builderId", said.Provenance.BuilderId);
        json.Text("buildType", said.Provenance.BuildType);
        json.Text("source", said.Provenance.Source);
        json.Text("revision", said.Provenance.Revision);
        json.WriteBoolean("authenticated", said.IsAuthenticated);
        if (said.IsConsistent is { } consistent)
            json.WriteBoolean("consistent", consistent);
        else
            json.WriteNull("consistent");
        json.WriteEndObject();
    }

    public static void Finding(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartObject();
        json.Text("platform", finding.Platform);
        json.Text("evidence", finding.Evidence?.ToString());
        json.WriteString("code", finding.Code);
        json.WriteString("severity", ReportWords.Of(finding.Severity));
        json.WriteString("message", finding.Message);
        json.Text("expected", finding.Expected);
        json.Text("actual", finding.Actual);
        json.WriteEndObject();
    }

    public static void Unread(Utf8JsonWriter json, UnreadPlace place)
    {
        json.WriteStartObject();
        json.WriteString("place", place.Place);
        json.WriteString("subject", place.Subject.ToString());
        json.WriteString("code", place.Failure.Code);
        json.WriteString("message", place.Failure.Message);
        json.WriteEndObject();
    }

    public static void Failure(Utf8JsonWriter json, string member, Failure failure)
    {
        json.WriteStartObject(member);
        json.WriteString("code", failure.Code);
        json.WriteString("message", failure.Message);
        json.Text("expected", failure.Expected);
        json.Text("actual", failure.Actual);
        json.WriteEndObject();
    }

    public static void Statistics(Utf8JsonWriter json, ReportStatistics statistics)
    {
        json.WriteStartObject("statistics");
        json.WriteNumber("requests", statistics.Requests);
        json.WriteNumber("bytes", statistics.Bytes);
        json.WriteNumber("elapsedMilliseconds", Math.Round(statistics.Elapsed.TotalMilliseconds, 1));
        json.WriteEndObject();
    }

    private static void Time(Utf8JsonWriter json, VerifiedTime time)
    {
        json.WriteStartObject();
        json.WriteString("source", time.Source);
        json.WriteString("time", time.Time.UtcDateTime);
        json.WriteEndObject();
    }

    private static void Entry(Utf8JsonWriter json, LoggedEntry entry)
    {
        json.WriteStartObject();
        json.WriteString("origin", entry.Origin);
        json.WriteNumber("index", entry.Index);
        json.WriteEndObject();
    }

    private static void Signer(Utf8JsonWriter json, Signer? signer)
    {
        if (signer is null)
            return;
        json.WriteStartObject("signer");
        json.WriteString("kind", signer.Kind);
        json.Text(signer.Kind == ImageProvenance.Signatures.Signer.Key ? "keyId" : "identity", signer.Id.Length == 0 ? null : signer.Id);
        if (signer.Certificate is { } certificate)
        {
            json.Text("issuer", certificate.Issuer);
            json.WriteStartObject("extensions");
            foreach (var (extension, value) in certificate.Extensions.OrderBy(pair => pair.Key))
                json.Text(FulcioExtensionNames.NameOf(extension) ?? "unknown", value);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
