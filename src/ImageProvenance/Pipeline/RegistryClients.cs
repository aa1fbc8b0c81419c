using ImageProvenance.Oci;

namespace ImageProvenance;

/// <summary>Clients over one connection pool, for a verifier that is made without a container.</summary>
internal sealed class RegistryClients : IHttpClientFactory, IDisposable
{
    private readonly SocketsHttpHandler _handler = RegistryHttpHandler.Create();

    public HttpClient CreateClient(string name) => new(_handler, disposeHandler: false);

    public void Dispose() => _handler.Dispose();
}
