using System.Globalization;
using ImageProvenance.Signatures;

namespace ImageProvenance;

/// <summary>Writes what is trusted as text for a person.</summary>
internal static class TrustText
{
    public static string Write(TrustReport report)
    {
        var lines = new TextLines();
        foreach (var instance in report.Instances)
        {
            if (instance != report.Instances[0])
                lines.Line(0, "");
            lines.Line(0, instance.Name);
            lines.Labelled(1, "from", Source(instance, report.Time));
            lines.Labelled(1, "root", instance.Root.Id.ToString());
            lines.Labelled(1, "type", instance.Root.MediaType);
            lines.Labelled(1, "asks for", Profile(instance.Profile));
            Root(lines, instance.Root, report.Time);
        }

        if (report.Findings.Count > 0)
            lines.Heading("Findings");
        foreach (var finding in report.Findings)
            lines.Failure(1, $"⚠ {finding.Code}", finding.Message, finding.Expected, finding.Actual);
        return lines.ToString();
    }

    private static void Root(TextLines lines, TrustedRoot root, DateTimeOffset now)
    {
        Logs(lines, "Transparency logs", root.TransparencyLogs, now);
        Logs(lines, "Certificate logs", root.CertificateTransparencyLogs, now);
        foreach (var authority in Headed(lines, "Certificate authorities", root.CertificateAuthorities))
            Part(lines, authority.Uri, TrustState.Of(authority, now), authority.KeyAlgorithm, authority.Id.ToString(), authority.Validity, authority.CertificateValidity, authority.Operator);
        foreach (var authority in Headed(lines, "Timestamp authorities", root.TimestampAuthorities))
            Part(lines, authority.Uri, TrustState.Of(authority, now), authority.KeyAlgorithm, authority.Id.ToString(), authority.Validity, authority.CertificateValidity, authority.Operator);
        foreach (var failure in Headed(lines, "Unusable", root.Unusable))
            lines.Failure(2, $"⚠ {failure.Code}", failure.Message, failure.Expected, failure.Actual);
    }

    private static void Logs(TextLines lines, string heading, IReadOnlyList<TransparencyLog> logs, DateTimeOffset now)
    {
        foreach (var log in Headed(lines, heading, logs))
            Part(lines, log.BaseUrl, TrustState.Of(log, now), log.Key.Algorithm, Convert.ToBase64String(log.LogId.Span), log.Validity, null, log.Operator);
    }

    private static void Part(TextLines lines, string url, string state, string key, string id, ValidityPeriod validity, ValidityPeriod? certificates, string? runBy)
    {
        lines.Line(2, $"{(state == TrustState.InUse ? '✔' : '·')} {url}, {state.Replace('-', ' ')}");
        lines.Labelled(3, "key", key);
        lines.Labelled(3, "id", id);
        lines.Labelled(3, "valid", validity.ToString());
        lines.Labelled(3, "certified", certificates?.ToString());
        lines.Labelled(3, "operator", runBy);
    }

    private static IReadOnlyList<T> Headed<T>(TextLines lines, string heading, IReadOnlyList<T> items)
    {
        if (items.Count > 0)
            lines.Line(1, heading);
        return items;
    }

    private static string Source(TrustedInstance instance, DateTimeOffset now) => TrustReport.IsEmbedded(instance)
        ? string.Create(CultureInfo.InvariantCulture, $"part of this release, of {PublicGoodRoot.Date:yyyy-MM-dd}, {PublicGoodRoot.AgeAt(now)} days old")
        : instance.Source ?? "the host's own code";

    private static string Profile(TrustProfile profile) => string.Create(
        CultureInfo.InvariantCulture,
        $"log entries: {profile.LogEntries}, verified times: {profile.VerifiedTimes}, signed certificate timestamps: {profile.SignedCertificateTimestamps}");
}
