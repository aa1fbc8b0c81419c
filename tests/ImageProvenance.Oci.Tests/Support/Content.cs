using System.Globalization;
using System.Text;

namespace ImageProvenance.Oci.Tests;

/// <summary>Content of tests, with the descriptor that lists it.</summary>
internal sealed record Content(byte[] Bytes, string MediaType)
{
    private const string EmptyConfig = """{"mediaType":"application/vnd.oci.empty.v1+json","digest":"sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a","size":2}""";

    public Digest Digest { get; } = Digest.Of(Bytes);

    public Descriptor Descriptor => new(MediaType, Digest, Bytes.Length);

    public static Content Of(string text, string mediaType) => new(Encoding.UTF8.GetBytes(text), mediaType);

    public static Content Signature(string payload) => Of(payload, MediaTypes.CosignSimpleSigning);

    public static Content Bundle(string bundle) => Of(bundle, MediaTypes.SigstoreBundle);

    /// <summary>The configuration of an image.</summary>
    public static Content Config(string architecture = "amd64") =>
        Of($$"""{"os":"linux","architecture":"{{architecture}}"}""", MediaTypes.OciConfig);

    /// <summary>An image's manifest, which has its configuration and no layers to speak of.</summary>
    public static Content Image(Content? config = null, string note = "") =>
        Of($$"""{"schemaVersion":2,"mediaType":"{{MediaTypes.OciManifest}}","config":{{(config ?? Config()).Listed()}},"layers":[],"annotations":{"note":"{{note}}"} }""", MediaTypes.OciManifest);

    /// <summary>A manifest that carries evidence.</summary>
    public static Content Carrier(Content? subject, params Content[] layers)
    {
        string refersTo = subject is null ? "" : $$""","subject":{{subject.Listed()}}""";
        return Of($$"""{"schemaVersion":2,"mediaType":"{{MediaTypes.OciManifest}}","config":{{EmptyConfig}},"layers":[{{string.Join(',', layers.Select(layer => layer.Listed()))}}]{{refersTo}}}""", MediaTypes.OciManifest);
    }

    public static Content Index(params string[] listed) =>
        Of($$"""{"schemaVersion":2,"mediaType":"{{MediaTypes.OciIndex}}","manifests":[{{string.Join(',', listed)}}]}""", MediaTypes.OciIndex);

    /// <summary>The descriptor in JSON, with annotations and a platform if wanted.</summary>
    public string Listed(string? platform = null, long? size = null, params (string Name, string Value)[] annotations)
    {
        string more = annotations.Length == 0 ? "" : $$""","annotations":{{{string.Join(',', annotations.Select(pair => $"\"{pair.Name}\":\"{pair.Value}\""))}}}""";
        more += platform is null ? "" : $$""","platform":{"os":"{{platform.Split('/')[0]}}","architecture":"{{platform.Split('/')[1]}}"}""";
        return $$"""{"mediaType":"{{MediaType}}","digest":"{{Digest}}","size":{{(size ?? Bytes.Length).ToString(CultureInfo.InvariantCulture)}}{{more}}}""";
    }

    public string Named(string name) => Listed(annotations: ("org.opencontainers.image.ref.name", name));

    public string Kind(string kind) => Listed(annotations: ("kind", $"dev.cosignproject.cosign/{kind}"));

    public string AttestationOf(Content image) => Listed("unknown/unknown", null,
        ("vnd.docker.reference.type", "attestation-manifest"), ("vnd.docker.reference.digest", image.Digest.ToString()));
}
