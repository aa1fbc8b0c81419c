using System.Collections.Concurrent;
using System.Text;

namespace ImageProvenance.Testing;

// Lists of referrers that have no end, or lead away.
public sealed partial class Misbehaviour
{
    private const string Elsewhere = "elsewhere.example";

    private static readonly Lazy<byte[]> TooManyManifests = new(() => HostileJson.Index(Many));

    /// <summary>A list of a million manifests that are nowhere, 160 MB of it. A client stops at its cap on indexes.</summary>
    public static Misbehaviour HugeList { get; } = Answering("huge-list", RegistryParts.Referrers | RegistryParts.Tags, _ =>
        RegistryResponse.Content(MediaTypes.OciIndex, default) with { OpenBody = () => HostileBody.Of(HostileJson.MillionManifests()) });

    /// <summary>A page of 10,000 manifests that are nowhere, within the cap on indexes. A client caps how many referrers it reads.</summary>
    public static Misbehaviour HugePage { get; } = Answering("huge-page", RegistryParts.Referrers, _ =>
        RegistryResponse.Content(MediaTypes.OciIndex, TooManyManifests.Value));

    /// <summary>Behind every page there is another, with one manifest more. A client caps the pages, and calls the list unread.</summary>
    public static Misbehaviour EndlessPages { get; } = Answering("endless-pages", RegistryParts.Referrers, request =>
    {
        _ = int.TryParse(request.QueryValue("page"), out int page);
        return Page(HostileJson.Index(1), $"{request.Path}?page={(page + 1) % int.MaxValue}");
    });

    /// <summary>The next page is the same page. A client asks for no page twice.</summary>
    public static Misbehaviour PageLoop { get; } = AlteringContent("page-loop", RegistryParts.Referrers, (request, response) => response.With("Link", $"<{request.Path}>; rel=\"next\""));

    /// <summary>The next page is on another host. A client does not go there, and calls the list unread.</summary>
    public static Misbehaviour PageElsewhere { get; } = AlteringContent("page-elsewhere", RegistryParts.Referrers, (request, response) =>
        request.Host == Elsewhere ? response : response.With("Link", $"<https://{Elsewhere}{request.Path}?page=2>; rel=\"next\""));

    /// <summary>The list is <c>null</c>, where it should be empty. A client finds no evidence there, and does not break.</summary>
    public static Misbehaviour NullList { get; } = Answering("null-list", RegistryParts.Referrers, _ =>
        RegistryResponse.Content(MediaTypes.OciIndex, Encoding.UTF8.GetBytes($$"""{"schemaVersion":2,"mediaType":"{{MediaTypes.OciIndex}}","manifests":null}""")));

    /// <summary>The first referrer is listed 10,000 times. A client reads it once, or caps what it reads.</summary>
    public static Misbehaviour RepeatedReferrer { get; } = AlteringContent("repeated-referrer", RegistryParts.Referrers, (_, response) => response with { Body = RepeatFirst(response.Body, "manifests") });

    /// <summary>Whatever has a digest has a referrer, which has one in turn, and all are there. A client goes down to a depth.</summary>
    public static Misbehaviour EndlessReferrers { get; } = new("endless-referrers", RegistryParts.Referrers | RegistryParts.Manifests, _ =>
    {
        var made = new ConcurrentDictionary<string, RegistryResponse>();
        return (request, next, token) =>
        {
            var route = RegistryRoute.Parse(request.Path);
            if (route.Endpoint == RegistryEndpoint.Manifest)
                return made.TryGetValue(route.Argument, out var known) ? new(known) : next(request, token);
            byte[] manifest = Encoding.UTF8.GetBytes(
                $$"""{"schemaVersion":2,"mediaType":"{{MediaTypes.OciManifest}}","artifactType":"{{MediaTypes.SigstoreBundle}}","config":{"mediaType":"{{MediaTypes.OciEmpty}}","digest":"{{Digest.Of("{}"u8)}}","size":2},"layers":[],"subject":{"mediaType":"{{MediaTypes.OciManifest}}","digest":"{{route.Argument}}","size":100} }""");
            var digest = Digest.Of(manifest);
            made[digest.ToString()] = RegistryResponse.Content(MediaTypes.OciManifest, manifest).With(ContentDigest, digest.ToString());
            return new(RegistryResponse.Content(MediaTypes.OciIndex, ManifestJson.WriteIndex([new(MediaTypes.OciManifest, digest, manifest.Length)])));
        };
    });

    private static Misbehaviour[] Lists => [HugeList, HugePage, EndlessPages, PageLoop, PageElsewhere, NullList, RepeatedReferrer, EndlessReferrers];

    private static RegistryResponse Page(byte[] index, string next) =>
        RegistryResponse.Content(MediaTypes.OciIndex, index).With("Link", $"<{next}>; rel=\"next\"");
}
