using System.Globalization;
using System.Text.Json;
using ImageProvenance.Signatures;

namespace ImageProvenance;

/// <summary>Writes what is trusted as JSON. The members are a contract, docs/cli.md; lists have the names that they have in a trusted root.</summary>
internal static class TrustJsonWriter
{
    public static string Write(TrustReport report) => JsonParts.Write(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("version", 1);
        json.WriteString("time", Text(report.Time));
        json.Array("instances", report.Instances, (writer, instance) => WriteInstance(writer, instance, report.Time));
        json.Array("findings", report.Findings, JsonParts.Finding);
        json.WriteEndObject();
    });

    private static void WriteInstance(Utf8JsonWriter json, TrustedInstance instance, DateTimeOffset now)
    {
        bool isEmbedded = TrustReport.IsEmbedded(instance);
        json.WriteStartObject();
        json.WriteString("name", instance.Name);
        json.WriteString("source", isEmbedded ? "embedded" : "given");
        json.Text("path", instance.Source);
        if (isEmbedded)
        {
            json.WriteString("date", PublicGoodRoot.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            json.WriteNumber("ageDays", PublicGoodRoot.AgeAt(now));
        }

        json.WriteString("id", instance.Root.Id.ToString());
        json.WriteString("mediaType", instance.Root.MediaType);
        json.WriteStartObject("profile");
        json.WriteNumber("logEntries", instance.Profile.LogEntries);
        json.WriteNumber("verifiedTimes", instance.Profile.VerifiedTimes);
        json.WriteNumber("signedCertificateTimestamps", instance.Profile.SignedCertificateTimestamps);
        json.WriteEndObject();
        json.Array("tlogs", instance.Root.TransparencyLogs, (writer, log) => WriteLog(writer, log, now));
        json.Array("ctlogs", instance.Root.CertificateTransparencyLogs, (writer, log) => WriteLog(writer, log, now));
        json.Array("certificateAuthorities", instance.Root.CertificateAuthorities, (writer, authority) => WritePart(
            writer, authority.Uri, authority.KeyAlgorithm, authority.Id.ToString(), authority.Validity, authority.CertificateValidity, authority.Operator, TrustState.Of(authority, now)));
        json.Array("timestampAuthorities", instance.Root.TimestampAuthorities, (writer, authority) => WritePart(
            writer, authority.Uri, authority.KeyAlgorithm, authority.Id.ToString(), authority.Validity, authority.CertificateValidity, authority.Operator, TrustState.Of(authority, now)));
        json.Array("unusable", instance.Root.Unusable, WriteUnusable);
        json.WriteEndObject();
    }

    private static void WriteLog(Utf8JsonWriter json, TransparencyLog log, DateTimeOffset now) =>
        WritePart(json, log.BaseUrl, log.Key.Algorithm, Convert.ToBase64String(log.LogId.Span), log.Validity, null, log.Operator, TrustState.Of(log, now));

    private static void WritePart(Utf8JsonWriter json, string url, string key, string id, ValidityPeriod validity, ValidityPeriod? certificates, string? runBy, string state)
    {
        json.WriteStartObject();
        json.WriteString("url", url);
        json.WriteString("key", key);
        json.WriteString("id", id);
        WritePeriod(json, "validFor", validity);
        if (certificates is { } period)
            WritePeriod(json, "certificates", period);
        json.Text("operator", runBy);
        json.WriteString("state", state);
        json.WriteEndObject();
    }

    private static void WritePeriod(Utf8JsonWriter json, string member, ValidityPeriod period)
    {
        json.WriteStartObject(member);
        json.WriteString("start", Text(period.Start));
        if (period.End is { } end)
            json.WriteString("end", Text(end));
        json.WriteEndObject();
    }

    private static void WriteUnusable(Utf8JsonWriter json, Failure failure)
    {
        json.WriteStartObject();
        json.WriteString("code", failure.Code);
        json.WriteString("message", failure.Message);
        json.Text("expected", failure.Expected);
        json.Text("actual", failure.Actual);
        json.WriteEndObject();
    }

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
