namespace ImageProvenance.Testing;

// Redirects that no client should follow, or not with its secrets. Through a handler every host is this registry, so what
// a client sent there stands in the log.
public sealed partial class Misbehaviour
{
    private const string OtherPort = ":8443";
    
    // Link-local as the metadata services of clouds are, and none of them: a client that does go there finds nothing.
    private const string LinkLocal = "169.254.1.1";

    /// <summary>Everything is redirected to itself. A client counts.</summary>
    public static Misbehaviour RedirectLoop { get; } = Redirecting("redirect-loop", request => PathOf(request));

    /// <summary>Everything is on another host. A client goes there without its secrets, and for referrers not at all.</summary>
    public static Misbehaviour RedirectElsewhere { get; } = Redirecting("redirect-elsewhere", request => request.Host == Elsewhere ? null : $"https://{Elsewhere}{PathOf(request)}");

    /// <summary>Everything is on another port of the same host. That is another origin: a client leaves its secrets behind.</summary>
    public static Misbehaviour RedirectToOtherPort { get; } = Redirecting("redirect-to-other-port", request =>
        request.Host.EndsWith(OtherPort, StringComparison.Ordinal) ? null : $"{request.Scheme}://{request.Host.Split(':')[0]}{OtherPort}{PathOf(request)}");

    /// <summary>Everything is on the same host without TLS; where the registry has none, nothing happens. A client never goes from https to http.</summary>
    public static Misbehaviour RedirectToHttp { get; } = Redirecting("redirect-to-http", request => request.Scheme == "http" ? null : $"http://{request.Host}{PathOf(request)}");

    /// <summary>Everything is at a link-local address, as the metadata services of clouds are. A client never connects to link-local addresses.</summary>
    public static Misbehaviour RedirectToLinkLocal { get; } = Redirecting("redirect-to-link-local", request => request.Host == LinkLocal ? null : $"https://{LinkLocal}{PathOf(request)}");

    /// <summary>Everything is a file. A client follows http and https alone.</summary>
    public static Misbehaviour RedirectToFile { get; } = Redirecting("redirect-to-file", _ => "file:///etc/passwd");

    private static Misbehaviour[] Redirects => [RedirectLoop, RedirectElsewhere, RedirectToOtherPort, RedirectToHttp, RedirectToLinkLocal, RedirectToFile];

    private static Misbehaviour Redirecting(string name, Func<RegistryRequest, string?> locate) =>
        Answering(name, RegistryParts.Registry, request => locate(request) is { } location ? new RegistryResponse(307).With("Location", location) : null);

    private static string PathOf(RegistryRequest request) => request.Query.Length == 0 ? request.Path : $"{request.Path}?{request.Query}";
}
