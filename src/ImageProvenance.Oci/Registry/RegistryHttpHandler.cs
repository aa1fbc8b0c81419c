using System.Net;

namespace ImageProvenance.Oci;

/// <summary>Makes the handler that <see cref="RegistryImageSource"/> needs beneath its HTTP client.</summary>
public static class RegistryHttpHandler
{
    /// <summary>
    /// A new handler that follows no redirect (the source judges each hop itself), decompresses nothing (a digest is of
    /// the bytes as sent), keeps no cookies and lets DNS changes through. The caller owns it; with dependency injection
    /// give this method to <c>ConfigurePrimaryHttpMessageHandler</c>. A host may set its proxy and TLS options on it.
    /// </summary>
    public static SocketsHttpHandler Create() => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        ActivityHeadersPropagator = null,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };
}
