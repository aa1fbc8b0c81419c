using System.Net;

namespace ImageProvenance.Oci;

/// <summary>What is asked of a registry, always with GET.</summary>
/// <param name="Image">The repository that it concerns.</param>
/// <param name="Uri">The address.</param>
/// <param name="Accept">The media types that are understood; empty for any.</param>
/// <param name="StaysHome">Whether a redirect away from the registry is handed back instead of followed.</param>
internal sealed record RegistryRequest(ImageReference Image, Uri Uri, IReadOnlyList<string> Accept, bool StaysHome = false);

/// <summary>An answer, with the reader that it was given to.</summary>
internal sealed record RegistryAnswer(HttpResponseMessage Response, string Reader, bool IsFromRegistry) : IDisposable
{
    public HttpStatusCode Status => Response.StatusCode;

    public void Dispose() => Response.Dispose();
}

/// <summary>Asks a registry, follows its redirects, and answers its challenge.</summary>
internal sealed class RegistryClient(RegistryTransport transport, RegistryAuthorizer authorizer, RegistryOptions options)
{
    /// <summary>The answer to the challenge, and one more where its scope does not do: each could cost a login sent to a token server.</summary>
    private const int MaxAnswers = 2;

    /// <summary>Asks; the caller disposes the answer, whatever its status.</summary>
    public async Task<RegistryAnswer> GetAsync(RegistryRequest request, FetchBudget budget, CancellationToken cancellationToken)
    {
        var reader = await authorizer.ReaderOfAsync(request.Image, cancellationToken).ConfigureAwait(false);
        var authorization = await authorizer.KnownAsync(reader, budget, cancellationToken).ConfigureAwait(false);
        var answer = await FollowAsync(request, reader, authorization, budget, cancellationToken).ConfigureAwait(false);

        // A challenge from elsewhere is not the registry's, and is not answered.
        for (int answers = 0; answer.Status == HttpStatusCode.Unauthorized && answer.IsFromRegistry; answers++)
        {
            var given = authorization;
            authorization = answers < MaxAnswers ? await AnswerAsync(reader, answer, given, isFirst: answers == 0, budget, cancellationToken).ConfigureAwait(false) : null;
            if (authorization is null)
            {
                authorizer.Reject(reader, given);
                return answer;
            }

            answer.Dispose();
            answer = await FollowAsync(request, reader, authorization, budget, cancellationToken).ConfigureAwait(false);
        }

        return answer;
    }

    private async Task<GivenAuthorization?> AnswerAsync(
        RegistryReader reader, RegistryAnswer refusal, GivenAuthorization? given, bool isFirst, FetchBudget budget, CancellationToken cancellationToken)
    {
        try
        {
            return await authorizer.AnswerAsync(reader, AuthChallenge.ReadAll(refusal.Response), given, isFirst, budget, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            refusal.Dispose();
            throw;
        }
    }

    private async Task<RegistryAnswer> FollowAsync(
        RegistryRequest request, RegistryReader reader, GivenAuthorization? authorization, FetchBudget budget, CancellationToken cancellationToken)
    {
        var at = request.Uri;
        bool isHome = true;
        for (int hop = 0; ; hop++)
        {
            // Whoever was led away and back asks for what the other one chose: not with the registry's secrets.
            isHome = isHome && RedirectRule.IsSameOrigin(at, request.Uri);
            using var message = new HttpRequestMessage(HttpMethod.Get, at);
            message.Headers.Authorization = isHome ? authorization?.Header : null;
            foreach (string mediaType in request.Accept)
                message.Headers.Accept.Add(new(mediaType));

            var response = await transport.SendAsync(message, request.Uri, budget, cancellationToken, hasLeft: !isHome).ConfigureAwait(false);
            if (!RedirectRule.IsRedirect(response.StatusCode) || LeavesHome(request, at, response))
                return new(response, reader.Name, isHome);
            using (response)
                at = hop < RedirectRule.MaxHops ? RedirectRule.Next(request.Uri, at, response.Headers.Location, options) : throw RedirectRule.TooMany(request.Uri);
        }
    }

    private static bool LeavesHome(RegistryRequest request, Uri at, HttpResponseMessage response) =>
        request.StaysHome && response.Headers.Location is { } location && RemoteUri.Read(at, location) is { } next && !RedirectRule.IsSameOrigin(next, request.Uri);
}
