using System.Collections.Immutable;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ImageProvenance.Testing;

/// <summary>Turns Kestrel's requests into the registry's and its answers back.</summary>
internal sealed class RegistryApplication(InMemoryRegistry registry) : IHttpApplication<HttpContext>
{
    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
        // Kestrel owns the features; nothing of ours is left.
    }

    public async Task ProcessRequestAsync(HttpContext context)
    {
        var cancellation = context.RequestAborted;
        byte[]? body = await BodyReader.ReadAsync(context.Request.Body, registry.MaxBodyBytes, cancellation).ConfigureAwait(false);
        try
        {
            var response = body is null ? RegistryErrors.TooLarge : await registry.HandleAsync(Read(context.Request, body), cancellation).ConfigureAwait(false);
            await WriteAsync(context, response).ConfigureAwait(false);
        }
        catch (IOException) when (!context.Response.HasStarted)
        {
            // Once something is sent Kestrel closes the connection by itself, after what is under way.
            context.Abort();
        }
    }

    private static RegistryRequest Read(HttpRequest request, byte[] body) => new(request.Method.ToUpperInvariant(), request.Path.Value ?? "/")
    {
        Scheme = request.Scheme,
        Host = request.Host.Value ?? "",
        Query = request.QueryString.Value?.TrimStart('?') ?? "",
        Headers = request.Headers.ToImmutableDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
        Body = body,
    };

    private static async Task WriteAsync(HttpContext context, RegistryResponse response)
    {
        if (OverlongResponse.Is(context.Request, response))
        {
            await OverlongResponse.WriteAsync(context, response).ConfigureAwait(false);
            return;
        }

        context.Response.StatusCode = response.Status;
        bool isHead = HttpMethods.IsHead(context.Request.Method);
        bool mayHaveBody = response.Status is >= 200 and not (204 or 304);
        if (response.OpenBody is null && mayHaveBody)
            context.Response.ContentLength = response.Body.Length;
        foreach (var (name, value) in response.Headers)
            context.Response.Headers[name] = value;

        if (isHead || !mayHaveBody)
            return;
        if (response.OpenBody is { } open)
        {
            // The headers go out before a body that may never come.
            await context.Response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
            var stream = open();
            await using (stream.ConfigureAwait(false))
                await stream.CopyToAsync(context.Response.Body, context.RequestAborted).ConfigureAwait(false);
        }
        else
        {
            await context.Response.Body.WriteAsync(response.Body, context.RequestAborted).ConfigureAwait(false);
        }
    }
}
