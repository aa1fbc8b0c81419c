using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Headers;

namespace ImageProvenance.Testing;

/// <summary>Turns the requests of an <see cref="HttpClient"/> into the registry's and its answers back.</summary>
internal sealed class RegistryMessageHandler(InMemoryRegistry registry) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        byte[]? body = [];
        if (request.Content is not null)
            body = await BodyReader.ReadAsync(await request.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false), registry.MaxBodyBytes, cancellationToken).ConfigureAwait(false);
        var response = body is null ? RegistryErrors.TooLarge : await AskAsync(request, body, cancellationToken).ConfigureAwait(false);
        return Message(request, response);
    }

    private async ValueTask<RegistryResponse> AskAsync(HttpRequestMessage request, byte[] body, CancellationToken cancellationToken)
    {
        var uri = request.RequestUri ?? throw new InvalidOperationException("The request has no URI.");
        try
        {
            return await registry.HandleAsync(new(request.Method.Method.ToUpperInvariant(), Uri.UnescapeDataString(uri.AbsolutePath))
            {
                Scheme = uri.Scheme,
                Host = uri.Authority,
                Query = uri.Query.TrimStart('?'),
                Headers = Headers(request.Headers).AddRange(request.Content is null ? [] : Headers(request.Content.Headers)),
                Body = body,
            }, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException exception)
        {
            // What a broken connection looks like to a client.
            throw new HttpRequestException(HttpRequestError.ResponseEnded, exception.Message, exception);
        }
    }

    private static HttpResponseMessage Message(HttpRequestMessage request, RegistryResponse response)
    {
        bool isHead = request.Method == HttpMethod.Head;
        var message = new HttpResponseMessage((HttpStatusCode)response.Status)
        {
            RequestMessage = request,
            Content = response.OpenBody is { } open && !isHead ? new OpenBodyContent(open()) : new ReadOnlyMemoryContent(isHead ? default : OverlongResponse.Declared(response)),
        };
        if (isHead)
            message.Content.Headers.ContentLength = response.Body.Length;
        foreach (var (name, value) in response.Headers)
        {
            if (name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
                message.Content.Headers.Remove(name);
            if (!message.Headers.TryAddWithoutValidation(name, value))
                message.Content.Headers.TryAddWithoutValidation(name, value);
        }

        return message;
    }

    private static ImmutableDictionary<string, string> Headers(HttpHeaders headers) => headers.NonValidated
        .ToImmutableDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
}
