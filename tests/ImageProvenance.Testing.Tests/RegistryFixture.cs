using System.Net.Http.Headers;

namespace ImageProvenance.Testing.Tests;

/// <summary>A registry with a client, either through the handler or over a socket: every test of the protocol runs both ways.</summary>
[TestFixture(false)]
[TestFixture(true)]
public abstract class RegistryFixture(bool overSocket)
{
    private RegistryServer? _server;

    protected InMemoryRegistry Registry { get; private set; } = null!;

    protected HttpClient Client { get; private set; } = null!;

    protected bool IsOverSocket => overSocket;

    protected async Task StartAsync(InMemoryRegistry registry)
    {
        Registry = registry;
        if (overSocket)
        {
            _server = await registry.StartAsync();
            Client = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = _server.BaseAddress };
        }
        else
        {
            Client = new(registry.CreateHandler()) { BaseAddress = new("http://registry.test") };
        }
    }

    [TearDown]
    public async Task Stop()
    {
        Client?.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
        _server = null;
    }

    protected Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, byte[]? body = null, string? contentType = null)
    {
        var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            if (contentType is not null)
                request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        }

        return Client.SendAsync(request);
    }

    protected Task<HttpResponseMessage> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    protected static string Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) || response.Content.Headers.TryGetValues(name, out values) ? string.Join(",", values) : "";
}
