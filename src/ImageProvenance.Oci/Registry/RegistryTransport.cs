using System.Net;

namespace ImageProvenance.Oci;

/// <summary>One round trip: judged and charged before it is made, never redirected, and with one exception for whatever breaks.</summary>
internal sealed class RegistryTransport(IHttpClientFactory clients, RegistryOptions options)
{
    private readonly ReachedZones _reached = new();

    /// <summary>Sends a request and returns when the headers of the answer are there. The caller disposes the answer.</summary>
    /// <param name="request">The request.</param>
    /// <param name="home">An address of the registry on whose behalf it is made.</param>
    /// <param name="budget">What is charged.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="hasLeft">Whether somebody else than the registry has led here.</param>
    /// <exception cref="SourceException">No connection, an address that may not be reached, or the budget is spent.</exception>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, Uri home, FetchBudget budget, CancellationToken cancellationToken, bool hasLeft = false)
    {
        var asked = request.RequestUri!;
        var hop = new Hop(home, AwayReach(home, asked), request.Headers.Authorization, hasLeft);
        AddressRule.RefuseLiteral(asked, hop.ReachOf(asked));
        budget.ChargeRequest();
        request.Options.Set(Hop.Key, hop);
        request.Version = HttpVersion.Version20;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionOrLower;
        request.Headers.TryAddWithoutValidation("User-Agent", options.UserAgent);
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
        catch (Exception e) when (e is not (OperationCanceledException or CredentialException))
        {
            // Handlers that a host adds have exceptions of their own, for rejections and time-outs: all of them are a broken way.
            throw RefusalIn(e) ?? new SourceException(
                e is TimeoutException ? SourceErrorKind.Timeout : SourceErrorKind.Network, $"{RemoteText.Clean(asked.Authority)} could not be reached: {RemoteText.Clean(e.Message)}", innerException: SecretsInUse.Unless(e))
            {
                IsTransient = TransientRule.IsTransient(e) && TransientRule.IsRepeatable(request),
            };
        }

        if (request.Options.TryGetValue(Hop.ReachedKey, out var zone))
            _reached.Record(home.IdnHost, home.Port, zone);
        RefuseRedirected(asked, response);
        return response;
    }

    // What a registry may lead to: by what its connections showed, else by its name, else as if it were public.
    private AddressZone AwayReach(Uri home, Uri asked)
    {
        var zone = _reached.Find(home) ?? AddressRule.ZoneOfName(home.IdnHost) ?? AddressZone.Public;
        return zone == AddressZone.Public && options.IsPrivateHost(asked) ? AddressZone.Private : zone;
    }

    // The connection's handler wraps what the check of addresses says; it is no broken way, and asking again does not help.
    private static SourceException? RefusalIn(Exception e)
    {
        for (var inner = e; inner is not null; inner = inner.InnerException)
        {
            if (inner is SourceException { Kind: SourceErrorKind.RefusedAddress } refusal)
                return new(refusal.Kind, SecretsInUse.CutFrom(refusal.Message), refusal.Failure.Expected, refusal.Failure.Actual is { } actual ? SecretsInUse.CutFrom(actual) : null, SecretsInUse.Unless(e));
        }

        return null;
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
