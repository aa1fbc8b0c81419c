using System.Text;
using System.Text.Json;

namespace ImageProvenance.Testing;

// Manifests that are whole and have the digest that the header names, but are made to cost or to confuse.
public sealed partial class Misbehaviour
{
    private const int Many = 10_000;

    private static readonly Lazy<byte[]> TooManySignatures = new(() => HostileJson.Signatures(Many));

    /// <summary>Documents nested 100,000 deep. A client's parsers have a depth, and no stack of theirs overflows.</summary>
    public static Misbehaviour DeepJson { get; } = AlteringContent("deep-json", RegistryParts.Tags | RegistryParts.Manifests | RegistryParts.Referrers | RegistryParts.Tokens, (_, response) =>
        Replace(response, HostileJson.Deep("""{"schemaVersion":2,"layers":""")));

    /// <summary>Every tag is a manifest of a million layers, 180 MB of it. A client stops at its cap on manifests.</summary>
    public static Misbehaviour MillionLayers { get; } = Answering("million-layers", RegistryParts.Tags, _ =>
        RegistryResponse.Content(MediaTypes.OciManifest, default) with { OpenBody = () => HostileBody.Of(HostileJson.MillionSignatures()) });

    /// <summary>
    /// cosign's tags are manifests of 10,000 signatures, within the cap on manifests, and each layer is another blob. A client caps
    /// how many signatures it looks at, and its requests.
    /// </summary>
    public static Misbehaviour ManySignatures { get; } = Answering("many-signatures", RegistryParts.Tags, request =>
        IsCosignTag(request) ? Replace(RegistryResponse.Content(MediaTypes.OciManifest, default), TooManySignatures.Value) : null);

    /// <summary>The first layer of cosign's tags is there 10,000 times. A client caps what it opens, also where it is one blob.</summary>
    public static Misbehaviour RepeatedSignature { get; } = AlteringContent("repeated-signature", RegistryParts.Tags, (request, response) =>
        IsCosignTag(request) ? Replace(response, RepeatFirst(response.Body, "layers")) : response);

    /// <summary>Manifests are indexes as well, and indexes manifests, by their members. A client refuses what can be read in two ways.</summary>
    public static Misbehaviour ManifestAndIndex { get; } = AlteringContent("manifest-and-index", RegistryParts.Tags | RegistryParts.Referrers, (_, response) =>
        Replace(response, With(response.Body, response.Headers.GetValueOrDefault("Content-Type") == MediaTypes.OciIndex ? "\"layers\":[]" : "\"manifests\":[]")));

    /// <summary>Documents have a member twice. A client refuses them: other readers may take the other one.</summary>
    public static Misbehaviour RepeatedMember { get; } = AlteringContent("repeated-member", RegistryParts.Tags | RegistryParts.Referrers, (_, response) =>
        Replace(response, With(response.Body, "\"\\u0073chemaVersion\":2")));

    private static Misbehaviour[] Documents => [DeepJson, MillionLayers, ManySignatures, RepeatedSignature, ManifestAndIndex, RepeatedMember];

    private static bool IsCosignTag(RegistryRequest request) =>
        request.Path.EndsWith(".sig", StringComparison.Ordinal) || request.Path.EndsWith(".att", StringComparison.Ordinal);

    private static RegistryResponse Replace(RegistryResponse response, byte[] body) =>
        (response with { Body = body }).With(ContentDigest, Digest.Of(body).ToString());

    /// <summary>The object with one more member in front.</summary>
    private static byte[] With(ReadOnlyMemory<byte> json, string member) => [.. "{"u8, .. Encoding.UTF8.GetBytes(member), .. ","u8, .. json.Span[(json.Span.IndexOf((byte)'{') + 1)..]];

    /// <summary>The object with the first item of a list in it many times.</summary>
    private static byte[] RepeatFirst(ReadOnlyMemory<byte> json, string list)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.GetProperty(list).EnumerateArray().FirstOrDefault() is not { ValueKind: JsonValueKind.Object } first ? json.ToArray() : JsonText.Write(copy =>
        {
            copy.WriteStartObject();
            foreach (var member in document.RootElement.EnumerateObject().Where(member => member.Name != list))
                member.WriteTo(copy);
            copy.WriteStartArray(list);
            for (int i = 0; i < Many; i++)
                first.WriteTo(copy);
            copy.WriteEndArray();
            copy.WriteEndObject();
        });
    }
}
