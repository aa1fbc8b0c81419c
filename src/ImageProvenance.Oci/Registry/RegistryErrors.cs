using System.Net;

namespace ImageProvenance.Oci;

/// <summary>Turns a status that is no success into the one exception of broken transport, with a way out where there is one.</summary>
internal static class RegistryErrors
{
    /// <summary>The exception for an answer, with what its body says.</summary>
    public static async Task<SourceException> ReadAsync(
        RegistryAnswer answer, string what, RegistryName registry, Limits limits, FetchBudget budget, CancellationToken cancellationToken)
    {
        string? said = await RegistryErrorBody.ReadAsync(answer.Response, limits.ErrorBytes, budget, cancellationToken).ConfigureAwait(false);
        string? retryAfter = answer.Response.Headers.NonValidated.TryGetValues("Retry-After", out var values) ? values.ToString() : null;
        return From(answer.Status, what, registry.Value, answer.Reader, said, retryAfter);
    }

    /// <summary>The exception for an answer.</summary>
    /// <param name="status">The status.</param>
    /// <param name="what">What was asked for: <c>Image ghcr.io/acme/app:1</c>.</param>
    /// <param name="registry">Who answered.</param>
    /// <param name="reader">As whom it was asked for: <c>an anonymous reader</c>, or the source of a credential; never a secret.</param>
    /// <param name="said">What the registry says about it, or null.</param>
    /// <param name="retryAfter">When the registry wants to be asked again, or null.</param>
    public static SourceException From(HttpStatusCode status, string what, string registry, string reader, string? said, string? retryAfter)
    {
        var (kind, message) = status switch
        {
            HttpStatusCode.NotFound => (SourceErrorKind.NotFound, $"{what} was not found in {registry}. Check its name, its tag or digest, and whether the repository needs a login."),
            HttpStatusCode.Unauthorized => (SourceErrorKind.Unauthorized, $"{registry} does not show {what} to {reader}. Log in (docker login {registry}), or check that the login is still valid."),
            HttpStatusCode.Forbidden => (SourceErrorKind.Forbidden, $"{registry} forbids {what} to {reader}. Ask for read access to the repository."),
            HttpStatusCode.TooManyRequests => (SourceErrorKind.RateLimited, $"{registry} has had too many requests from {reader}. Try again {(retryAfter is null ? "later" : $"later (it says: Retry-After {RemoteText.Clean(retryAfter)})")}, or log in for a higher limit."),
            HttpStatusCode.RequestTimeout or HttpStatusCode.GatewayTimeout => (SourceErrorKind.Timeout, $"{registry} did not answer in time when asked for {what}."),
            _ => (SourceErrorKind.ServerError, $"{registry} failed when asked for {what}."),
        };
        string actual = said is null ? $"status {(int)status}" : $"status {(int)status}, {said}";
        return new(kind, message, "status 200", actual);
    }
}
