using System.Collections.Concurrent;
using System.Net.Http.Headers;

namespace ImageProvenance.Oci;

/// <summary>
/// Answers the challenges of registries, and remembers which one a repository poses so that later requests come with
/// the answer. Thread-safe.
/// </summary>
internal sealed class RegistryAuthorizer(ICredentialStore credentials, TokenCache tokens, RegistryOptions options)
{
    private const int MaxRemembered = 1024;

    private readonly ConcurrentDictionary<RegistryReader, AuthChallenge> _posed = new();

    /// <summary>As whom a repository is read. Over plain HTTP, where anybody could listen, anonymously.</summary>
    public async ValueTask<RegistryReader> ReaderOfAsync(ImageReference image, CancellationToken cancellationToken) => new(
        image.Registry,
        image.Repository,
        options.ProtectsSecrets(image.Registry) ? await credentials.FindAsync(image.Registry, image.Repository, cancellationToken).ConfigureAwait(false) : null);

    /// <summary>The answer to the challenge that the repository is known to pose; null where none is known.</summary>
    public async ValueTask<AuthenticationHeaderValue?> KnownAsync(RegistryReader reader, FetchBudget budget, CancellationToken cancellationToken) =>
        _posed.TryGetValue(reader, out var challenge) ? await HeaderOfAsync(reader, challenge, null, budget, cancellationToken).ConfigureAwait(false) : null;

    /// <summary>The answer to the first challenge that can be answered; null where none can, or it has been given already.</summary>
    public async ValueTask<AuthenticationHeaderValue?> AnswerAsync(
        RegistryReader reader, IEnumerable<AuthChallenge> challenges, AuthenticationHeaderValue? given, FetchBudget budget, CancellationToken cancellationToken)
    {
        foreach (var challenge in challenges)
        {
            var answer = await HeaderOfAsync(reader, challenge, given, budget, cancellationToken).ConfigureAwait(false);
            if (answer is null || answer.Equals(given))
                continue;
            if (_posed.Count >= MaxRemembered)
                _posed.Clear();
            _posed[reader] = challenge;
            return answer;
        }

        return null;
    }

    private async ValueTask<AuthenticationHeaderValue?> HeaderOfAsync(
        RegistryReader reader, AuthChallenge challenge, AuthenticationHeaderValue? rejected, FetchBudget budget, CancellationToken cancellationToken)
    {
        if (challenge.IsBasic)
            return reader.Credential is { } known ? TokenClient.BasicOf(known) : null;
        if (!challenge.IsBearer)
            return null;
        if (reader.Credential?.RegistryToken is { } ready)
            return new("Bearer", ready);
        if (!Uri.TryCreate(challenge["realm"], UriKind.Absolute, out var realm))
            return null;

        string scope = challenge["scope"] ?? $"repository:{reader.Repository}:pull";
        var request = new TokenRequest(reader.Registry, realm, challenge["service"], scope, reader.Credential);
        string token = await tokens.GetAsync(request, rejected?.Scheme == "Bearer" ? rejected.Parameter : null, budget, cancellationToken).ConfigureAwait(false);
        return new("Bearer", token);
    }
}
