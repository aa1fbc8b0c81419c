using System.Text.Json;

namespace ImageProvenance.Testing;

/// <summary>Writes SLSA provenance v1 as BuildKit does in mode <c>min</c>.</summary>
internal static class BuildKitPredicateV1
{
    public static void Write(Utf8JsonWriter json, BuildKitProvenance provenance)
    {
        json.WriteStartObject();
        json.WriteStartObject("buildDefinition");
        json.WriteString("buildType", "https://github.com/moby/buildkit/blob/master/docs/attestations/slsa-definitions.md");
        json.WriteStartObject("externalParameters");
        json.WriteStartObject("configSource");
        BuildKitJson.WriteSource(json, provenance);
        json.WriteString("path", "Dockerfile");
        json.WriteEndObject();
        json.WriteStartObject("request");
        json.WriteString("frontend", "dockerfile.v0");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartObject("internalParameters");
        json.WriteString("builderPlatform", "linux/amd64");
        json.WriteEndObject();
        BuildKitJson.WriteDependencies(json, "resolvedDependencies", provenance);
        json.WriteEndObject();

        json.WriteStartObject("runDetails");
        json.WriteStartObject("builder");
        json.WriteString("id", provenance.BuilderId);
        json.WriteEndObject();
        json.WriteStartObject("metadata");
        json.WriteString("invocationID", BuildKitJson.InvocationId);
        json.WriteString("startedOn", provenance.StartedOn.UtcDateTime);
        json.WriteString("finishedOn", provenance.StartedOn.UtcDateTime.AddMinutes(1));
        json.WriteStartObject("buildkit_completeness");
        json.WriteBoolean("request", true);
        json.WriteBoolean("resolvedDependencies", true);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
