using System.Text.Json;

namespace ImageProvenance.Testing;

/// <summary>Writes SLSA provenance v0.2 as BuildKit does in mode <c>min</c>.</summary>
internal static class BuildKitPredicateV02
{
    public static void Write(Utf8JsonWriter json, BuildKitProvenance provenance)
    {
        json.WriteStartObject();
        json.WriteStartObject("builder");
        json.WriteString("id", provenance.BuilderId);
        json.WriteEndObject();
        json.WriteString("buildType", "https://mobyproject.org/buildkit@v1");
        BuildKitJson.WriteDependencies(json, "materials", provenance);
        json.WriteStartObject("invocation");
        json.WriteStartObject("configSource");
        BuildKitJson.WriteSource(json, provenance);
        json.WriteString("entryPoint", "Dockerfile");
        json.WriteEndObject();
        json.WriteStartObject("parameters");
        json.WriteString("frontend", "dockerfile.v0");
        json.WriteEndObject();
        json.WriteStartObject("environment");
        json.WriteString("platform", "linux/amd64");
        json.WriteEndObject();
        json.WriteEndObject();

        json.WriteStartObject("metadata");
        json.WriteString("buildInvocationID", BuildKitJson.InvocationId);
        json.WriteString("buildStartedOn", provenance.StartedOn.UtcDateTime);
        json.WriteString("buildFinishedOn", provenance.StartedOn.UtcDateTime.AddMinutes(1));
        json.WriteStartObject("completeness");
        json.WriteBoolean("parameters", true);
        json.WriteBoolean("environment", true);
        json.WriteBoolean("materials", true);
        json.WriteEndObject();
        json.WriteBoolean("reproducible", false);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
