using System.Net;
using System.Text;

namespace ImageProvenance.Oci.Tests;

/// <summary>A request that arrived, as far as tests ask about it.</summary>
internal sealed record Seen(HttpMethod Method, Uri Uri, string? Authorization, string? Accept, string? Body);

/// <summary>A registry that answers by script, and writes down what it was asked. What is not in the script is not there.</summary>
internal sealed class ScriptedRegistry : HttpMessageHandler, IHttpClientFactory
{
    private readonly Dictionary<string, Func<HttpRequestMessage, HttpResponseMessage>> _routes = [];
    private readonly List<Seen> _requests = [];

    /// <summary>What comes before every answer: a delay, a broken connection.</summary>
    public Func<HttpRequestMessage, CancellationToken, Task>? Before { get; set; }

    /// <summary>Answers what is not in the script.</summary>
    public Func<HttpRequestMessage, HttpResponseMessage> Else { get; set; } = _ =>
        Answer(HttpStatusCode.NotFound, """{"errors":[{"code":"MANIFEST_UNKNOWN","message":"manifest unknown"}]}"""u8.ToArray());

    /// <summary>Hides the request from the client, as a handler does that follows redirects by itself.</summary>
    public Uri? PretendAnswerFrom { get; set; }

    public IReadOnlyList<Seen> Requests
    {
        get
        {
            lock (_requests)
                return [.. _requests];
        }
    }

    public IEnumerable<string> Paths => Requests.Select(request => request.Uri.PathAndQuery);

    public HttpClient CreateClient(string name)
    {
        Assert.That(name, Is.EqualTo(RegistryImageSource.HttpClientName));
        return new HttpClient(this, disposeHandler: false);
    }

    /// <summary>Scripts an address: a path and query on any host, or a whole address.</summary>
    public ScriptedRegistry On(string address, Func<HttpRequestMessage, HttpResponseMessage> answer)
    {
        _routes[address] = answer;
        return this;
    }

    public ScriptedRegistry On(string address, HttpStatusCode status, string body = "", string mediaType = "application/json") =>
        On(address, _ => Answer(status, Encoding.UTF8.GetBytes(body), mediaType));

    public ScriptedRegistry OnManifest(string repository, Content manifest, string? tag = null)
    {
        var route = (HttpRequestMessage _) => Answer(HttpStatusCode.OK, manifest.Bytes, manifest.MediaType);
        On($"/v2/{repository}/manifests/{manifest.Digest}", route);
        return tag is null ? this : On($"/v2/{repository}/manifests/{tag}", route);
    }

    public ScriptedRegistry OnBlob(string repository, Content blob) =>
        On($"/v2/{repository}/blobs/{blob.Digest}", _ => Answer(HttpStatusCode.OK, blob.Bytes, "application/octet-stream"));

    public static HttpResponseMessage Answer(HttpStatusCode status, byte[] body, string mediaType = "application/json", params (string Name, string Value)[] headers)
    {
        var response = new HttpResponseMessage(status) { Content = new ByteArrayContent(body) };
        response.Content.Headers.TryAddWithoutValidation("Content-Type", mediaType);
        foreach (var (name, value) in headers)
            response.Headers.TryAddWithoutValidation(name, value);
        return response;
    }

    public static HttpResponseMessage Redirect(string location, HttpStatusCode status = HttpStatusCode.TemporaryRedirect) =>
        Answer(status, [], headers: ("Location", location));

    public static HttpResponseMessage Challenge(string challenge) =>
        Answer(HttpStatusCode.Unauthorized, """{"errors":[{"code":"UNAUTHORIZED","message":"authentication required"}]}"""u8.ToArray(), headers: ("WWW-Authenticate", challenge));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var uri = request.RequestUri!;
        string? body = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
        lock (_requests)
            _requests.Add(new(request.Method, uri, request.Headers.Authorization?.ToString(), request.Headers.Accept.ToString(), body));
        if (Before is not null)
            await Before(request, cancellationToken);
        var answer = _routes.TryGetValue(uri.AbsoluteUri, out var route) || _routes.TryGetValue(uri.PathAndQuery, out route)
            ? route(request)
            : Else(request);
        answer.RequestMessage = PretendAnswerFrom is null ? request : new(HttpMethod.Get, PretendAnswerFrom);
        return answer;
    }
}
