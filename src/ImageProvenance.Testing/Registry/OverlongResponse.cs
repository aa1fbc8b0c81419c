using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ImageProvenance.Testing;

/// <summary>
/// An answer whose body is longer than its <c>Content-Length</c>. Kestrel refuses to write one, so it is written past Kestrel,
/// on the connection; what Kestrel itself answers then follows it. HTTP/1.1 only.
/// </summary>
internal static class OverlongResponse
{
    public static bool Is(HttpRequest request, RegistryResponse response) =>
        response.OpenBody is null && !HttpMethods.IsHead(request.Method) && DeclaredLength(response) < response.Body.Length;

    /// <summary>As much of the body as a client on a socket would take for it.</summary>
    public static ReadOnlyMemory<byte> Declared(RegistryResponse response) =>
        DeclaredLength(response) is { } declared && declared < response.Body.Length ? response.Body[..(int)declared] : response.Body;

    public static async Task WriteAsync(HttpContext context, RegistryResponse response)
    {
        var head = new StringBuilder().Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {response.Status} -\r\n");
        foreach (var (name, value) in response.Headers)
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        var connection = context.Features.GetRequiredFeature<IConnectionTransportFeature>().Transport.Output;
        await connection.WriteAsync(Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()), context.RequestAborted).ConfigureAwait(false);
        await connection.WriteAsync(response.Body, context.RequestAborted).ConfigureAwait(false);
    }

    private static long? DeclaredLength(RegistryResponse response) =>
        long.TryParse(response.Headers.GetValueOrDefault("Content-Length"), NumberStyles.None, CultureInfo.InvariantCulture, out long declared) ? declared : null;
}
