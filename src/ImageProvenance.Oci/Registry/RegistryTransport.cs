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
        try
        {
            var client = clients.CreateClient(RegistryImageSource.HttpClientName);
            var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            RefuseRedirected(asked, response);
            return response;
        }
        catch (HttpRequestException e)
        {
            throw new SourceException(SourceErrorKind.Network, $"{asked.Authority} could not be reached: {RemoteText.Clean(e.Message)}", innerException: e);
        }
    }

    // A client that follows redirects by itself would carry on where this library would not, and nobody would notice.
    private static void RefuseRedirected(Uri asked, HttpResponseMessage response)
    {
        if (response.RequestMessage?.RequestUri is not { } answered || answered == asked)
            return;
        response.Dispose();
        throw new InvalidOperationException(
            $"The HTTP client '{RegistryImageSource.HttpClientName}' follows redirects by itself; build its primary handler with {nameof(RegistryHttpHandler)}.{nameof(RegistryHttpHandler.Create)}().");
    }
}
