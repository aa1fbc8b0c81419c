namespace ImageProvenance.Tests;

/// <summary>Clients over one handler, as a host's factory makes them.</summary>
internal sealed class HandlerClients(HttpMessageHandler handler) : IHttpClientFactory
{
    public HttpClient CreateClient(string name) => new(handler, disposeHandler: false);
}
