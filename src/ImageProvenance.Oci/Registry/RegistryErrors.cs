using System.Net;

namespace ImageProvenance.Oci;

/// <summary>Turns a status that is no success into the one exception of broken transport, with a way out where there is one.</summary>
internal static class RegistryErrors
{
    /// <summary>The exception for an answer, with what its body says.</summary>
    public static async Task<SourceException> ReadAsync(
        RegistryAnswer answer, string what, RegistryName registry, RegistryOptions options, FetchBudget budget, CancellationToken cancellationToken)
    {
        string? said = await RegistryErrorBody.ReadAsync(answer.Response, options.Limits.ErrorBytes, budget, cancellationToken).ConfigureAwait(false);
        var response = answer.Response;
        var retryAfter = RetryAfterHeader.Read(response, options.Time);
        string retry = retryAfter is { } wait ? $"It asks to be left alone for {RetryAfterHeader.Describe(wait)}" : "Try again later";
        var (kind, message) = answer.Status switch
        {
            HttpStatusCode.NotFound => (SourceErrorKind.NotFound, $"{what} was not found in {registry}. Check its name, its tag or digest, and whether the repository needs a login."),
            HttpStatusCode.Unauthorized => (SourceErrorKind.Unauthorized, $"{registry} does not show {what} to {answer.Reader}. Log in (docker login {registry}), or check that the login is still valid."),
            HttpStatusCode.Forbidden => (SourceErrorKind.Forbidden, $"{registry} forbids {what} to {answer.Reader}. Ask for read access to the repository."),
            HttpStatusCode.TooManyRequests => (SourceErrorKind.RateLimited, $"{registry} has had too many requests from {answer.Reader}{Quota(response)}. {retry}; a login may have a higher limit."),
            HttpStatusCode.RequestTimeout or HttpStatusCode.GatewayTimeout => (SourceErrorKind.Timeout, $"{registry} did not answer in time when asked for {what}."),
            _ => (SourceErrorKind.ServerError, $"{registry} failed when asked for {what}{(retryAfter is null ? "." : $". {retry}.")}"),
        };
        string actual = said is null ? $"status {(int)answer.Status}" : $"status {(int)answer.Status}, {said}";
        return new(kind, message, "status 200", actual)
        {
            IsTransient = TransientRule.IsTransient(answer.Status) && TransientRule.IsRepeatable(response.RequestMessage),
            RetryAfter = retryAfter,
        };
    }

    /// <summary>The exception for content that is not there although the image, or what is attached to it, lists it.</summary>
    public static SourceException Missing(SourceException notFound, string what, RegistryName registry) =>
        new(SourceErrorKind.ContentMissing, $"{registry} lacks {what}, which is listed. Push or copy the image again, with all of its manifests.", notFound.Failure.Expected, notFound.Failure.Actual);

    // Docker Hub's word for what is left of a quota: <c>0;w=21600</c>, none of it within 21,600 s.
    private static string Quota(HttpResponseMessage response) =>
        response.Headers.NonValidated.TryGetValues("ratelimit-remaining", out var left) ? $" (ratelimit-remaining: {RemoteText.Clean(left.ToString())})" : "";
}
