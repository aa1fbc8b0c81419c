using System.Collections.Concurrent;

namespace ImageProvenance.Testing;

// Right answers to other questions.
public sealed partial class Misbehaviour
{
    /// <summary>
    /// A tag is one manifest at the first time, and another at the second, and so on: each is whole and has its own digest. A client
    /// resolves a tag once, and says which digest it judged.
    /// </summary>
    public static Misbehaviour SwitchingTag { get; } = new("switching-tag", RegistryParts.Tags | RegistryParts.Manifests, _ =>
    {
        var times = new ConcurrentDictionary<string, int>();
        var others = new ConcurrentDictionary<string, RegistryResponse>();
        return async (request, next, token) =>
        {
            string reference = RegistryRoute.Parse(request.Path).Argument;
            if (others.TryGetValue(reference, out var known))
                return known;
            var response = await next(request, token).ConfigureAwait(false);
            if (response.Status != 200 || reference.Contains(':') || times.AddOrUpdate(request.Path, 1, (_, before) => before + 1) % 2 != 0)
                return response;
            byte[] body = [.. response.Body.Span, (byte)'\n'];
            string digest = Digest.Of(body).ToString();
            return others[digest] = (response with { Body = body }).With(ContentDigest, digest);
        };
    });

    /// <summary>
    /// The referrers tag <c>sha256-…</c> is the subject itself, as GitLab has it. A client takes as evidence only what names the
    /// image as its subject.
    /// </summary>
    public static Misbehaviour SubjectBehindReferrersTag { get; } = new("subject-behind-referrers-tag", RegistryParts.Tags, registry => (request, next, token) =>
    {
        var route = RegistryRoute.Parse(request.Path);
        return route.Argument.StartsWith("sha256-", StringComparison.Ordinal) && registry.FindManifest(route.Repository, route.Argument.Replace('-', ':')) is { } subject
            ? new(RegistryResponse.Content(subject.MediaType, subject.Bytes).With(ContentDigest, subject.Digest.ToString()))
            : next(request, token);
    });

    /// <summary>Everything is a page of HTML, with status 200. A client takes a page neither for content nor for an empty list that it may believe.</summary>
    public static Misbehaviour HtmlPage { get; } = Answering("html-page", RegistryParts.All, _ => RegistryResponse.Content("text/html; charset=utf-8", "<!doctype html><title>Sign in</title>\n"u8.ToArray()));

    /// <summary>Manifests are called indexes, and indexes manifests, by the header alone. A client refuses content that its header contradicts.</summary>
    public static Misbehaviour WrongMediaType { get; } = AlteringContent("wrong-media-type", RegistryParts.Tags | RegistryParts.Manifests | RegistryParts.Referrers, (_, response) =>
        response.With("Content-Type", response.Headers.GetValueOrDefault("Content-Type") == MediaTypes.OciIndex ? MediaTypes.OciManifest : MediaTypes.OciIndex));

    private static Misbehaviour[] Answers => [SwitchingTag, SubjectBehindReferrersTag, HtmlPage, WrongMediaType];
}
