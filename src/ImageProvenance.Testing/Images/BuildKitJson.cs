using System.Text.Json;

namespace ImageProvenance.Testing;

/// <summary>What both versions of BuildKit's predicate write alike.</summary>
internal static class BuildKitJson
{
    /// <summary>The same for all platforms, as they are one build.</summary>
    public const string InvocationId = "kbu0bwrmwb6ayuq7ebu45gvh2";

    public static void WriteSource(Utf8JsonWriter json, BuildKitProvenance provenance)
    {
        json.WriteString("uri", provenance.Source);
        json.WriteStartObject("digest");
        json.WriteString("sha1", provenance.Revision);
        json.WriteEndObject();
    }

    public static void WriteDependencies(Utf8JsonWriter json, string name, BuildKitProvenance provenance)
    {
        json.WriteStartArray(name);
        foreach (var (uri, digest) in provenance.Dependencies)
        {
            json.WriteStartObject();
            json.WriteString("uri", uri);
            json.WriteDigestSet(digest);
            json.WriteEndObject();
        }

        json.WriteStartObject();
        WriteSource(json, provenance);
        json.WriteEndObject();
        json.WriteEndArray();
    }
}
