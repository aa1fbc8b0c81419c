using System.Text.Json;
using ImageProvenance.Signatures;

namespace ImageProvenance.Policies;

/// <summary>Writes who has to have signed.</summary>
internal static class SignerWriter
{
    public static void Write(Utf8JsonWriter json, SignerRequirement signer)
    {
        json.WriteStartObject("by");
        if (signer is KeySignerRequirement keys)
        {
            WriteKeys(json, keys);
            WriteThresholds(json, keys.Thresholds);
        }
        else
        {
            json.WriteStartObject(signer.Member);
            WriteIdentity(json, signer);
            if (signer is KeylessSignerRequirement { Extensions: { Count: > 0 } extensions })
                WriteExtensions(json, extensions);
            WriteThresholds(json, signer.Thresholds);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteKeys(Utf8JsonWriter json, KeySignerRequirement keys)
    {
        json.WriteStartArray("keys");
        foreach (var key in keys.Keys)
        {
            json.WriteStartObject();
            json.WriteString("pem", key.ToPem());
            WriteText(json, "algorithm", key.NamedAlgorithm);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteIdentity(Utf8JsonWriter json, SignerRequirement signer)
    {
        switch (signer)
        {
            case IdentitySignerRequirement keyless:
                WriteMatch(json, "issuer", keyless.Issuer);
                WriteMatch(json, "identity", keyless.Identity);
                break;
            case GitHubActionsSignerRequirement gitHub:
                json.WriteString("repository", gitHub.Repository);
                WriteText(json, "workflow", gitHub.Workflow);
                WriteText(json, "ref", gitHub.Ref);
                WriteText(json, "trigger", gitHub.Trigger);
                WriteText(json, "runner", gitHub.Runner);
                WriteText(json, "ownerId", gitHub.OwnerId);
                WriteText(json, "repositoryId", gitHub.RepositoryId);
                break;
            case GitLabCISignerRequirement gitLab:
                json.WriteString("project", gitLab.Project);
                WriteText(json, "config", gitLab.Config);
                WriteText(json, "ref", gitLab.Ref);
                WriteText(json, "trigger", gitLab.Trigger);
                WriteText(json, "runner", gitLab.Runner);
                WriteText(json, "namespaceId", gitLab.NamespaceId);
                WriteText(json, "projectId", gitLab.ProjectId);
                WriteText(json, "server", gitLab.Server == WellKnownIssuers.GitLab ? null : gitLab.Server);
                break;
            case GoogleSignerRequirement google:
                json.WriteString("email", google.Email);
                break;
            case OtherSignerRequirement other:
                json.WriteString("kind", other.Kind);
                json.WriteString("identity", other.Identity);
                break;
        }
    }

    private static void WriteExtensions(Utf8JsonWriter json, IReadOnlyList<ExtensionCondition> extensions)
    {
        json.WriteStartObject("extensions");
        foreach (var (extension, value) in extensions.OrderBy(condition => condition.Extension))
            WriteMatch(json, FulcioExtensionNames.NameOf(extension)!, value);
        json.WriteEndObject();
    }

    private static void WriteThresholds(Utf8JsonWriter json, SignerThresholds thresholds)
    {
        WriteNumber(json, "logEntries", thresholds.LogEntries);
        WriteNumber(json, "times", thresholds.Times);
        WriteNumber(json, "scts", thresholds.Scts);
        WriteFlag(json, "withoutLogUnsafe", thresholds.WithoutLog);
        WriteFlag(json, "withoutSctUnsafe", thresholds.WithoutSct);
        WriteFlag(json, "allowRekorDsse002", thresholds.AllowRekorDsse002);
    }

    private static void WriteMatch(Utf8JsonWriter json, string member, SubjectMatch match)
    {
        if (match.Kind == SubjectMatchKind.Exact)
        {
            json.WriteString(member, match.Text);
            return;
        }

        json.WriteStartObject(member);
        json.WriteString(match.Kind == SubjectMatchKind.Prefix ? "prefix" : "pattern", match.Text);
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string member, string? value)
    {
        if (value is not null)
            json.WriteString(member, value);
    }

    private static void WriteNumber(Utf8JsonWriter json, string member, int? value)
    {
        if (value is { } number)
            json.WriteNumber(member, number);
    }

    private static void WriteFlag(Utf8JsonWriter json, string member, bool value)
    {
        if (value)
            json.WriteBoolean(member, true);
    }
}
