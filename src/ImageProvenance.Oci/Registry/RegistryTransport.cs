namespace ImageProvenance.Oci;

/// <summary>One round trip: charged before it is made, never redirected, and with one exception for whatever breaks.</summary>
internal sealed class RegistryTransport(IHttpClientFactory clients, RegistryOptions options)
{
    /// <summary>Sends a request and returns when the headers of the answer are there. The caller disposes the answer.</summary>
    /// <exception cref="SourceException">No connection, or the budget is spent.</exception>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, FetchBudget budget, CancellationToken cancellationToken)
    {
        budget.ChargeRequest();
        request.Headers.TryAddWithoutValidation("User-Agent", options.UserAgent);
        var asked = request.RequestUri!;
        HttpResponseMessage response;
        try
        {
            var client = clients.CreateClient(RegistryImageSource.HttpClientName);
            response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!TransientRule.IsRepeatable(request))
        {
            throw new UnrepeatableCanceledException(e);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Handlers that a host adds have exceptions of their own, for rejections and time-outs: all of them are a broken way.
            throw new SourceException(
                e is TimeoutException ? SourceErrorKind.Timeout : SourceErrorKind.Network, $"{asked.Authority} could not be reached: {RemoteText.Clean(e.Message)}", innerException: e)
            {
                IsTransient = TransientRule.IsTransient(e) && TransientRule.IsRepeatable(request),
            };
        }

        RefuseRedirected(asked, response);
        return response;
    }

    // A client that follows redirects by itself would carry on where this library would not, and nobody would notice.
    private static void RefuseRedirected(Uri asked, HttpResponseMessage response)
    {
        if (response.RequestMessage?.RequestUri is not { } answered || answered == asked)
            return;
        response.Dispose();
        throw new InvalidOperationException(
            $"The HTTP client '{RegistryImageSource.HttpClientName}' was answered for another address: it follows redirects by itself, or a handler rewrites requests. Build its primary handler with {nameof(RegistryHttpHandler)}.{nameof(RegistryHttpHandler.Create)}().");
    }
}
