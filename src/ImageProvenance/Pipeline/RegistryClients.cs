using ImageProvenance.Oci;

namespace ImageProvenance;

/// <summary>Clients over one connection pool, for a verifier that is made without a container.</summary>
internal sealed class RegistryClients(RegistryConnections connections) : IHttpClientFactory, IDisposable
{
    private readonly HttpMessageHandler _handler = RegistryHttpHandler.Create(connections);

    public HttpClient CreateClient(string name) => new(_handler, disposeHandler: false);

    public void Dispose() => _handler.Dispose();
}
