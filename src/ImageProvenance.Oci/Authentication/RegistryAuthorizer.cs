using System.Collections.Concurrent;

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
    /// <exception cref="CredentialException">The store's set-up is wrong.</exception>
    /// <exception cref="SourceException">The store could not be asked.</exception>
    public async ValueTask<RegistryReader> ReaderOfAsync(ImageReference image, CancellationToken cancellationToken)
    {
        if (!options.ProtectsSecrets(image.Registry))
            return new(image.Registry, image.Repository, null, "no credentials are sent over plain HTTP");
        var credential = await FindAsync(image, cancellationToken).ConfigureAwait(false);
        SecretsInUse.Add(credential);
        return new(image.Registry, image.Repository, credential,
            credentials is AnonymousCredentials ? credentials.Name : $"no login for {image.Registry} in {credentials.Name}");
    }

    // A host's store has exceptions of its own. Their words could be secret: they stay in the inner exception.
    private async ValueTask<RegistryCredential?> FindAsync(ImageReference image, CancellationToken cancellationToken)
    {
        try
        {
            return await credentials.FindAsync(image.Registry, image.Repository, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not (CredentialException or SourceException) && !(e is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            bool isLate = e is TimeoutException or OperationCanceledException;
            throw new SourceException(isLate ? SourceErrorKind.Timeout : SourceErrorKind.Network,
                $"{credentials.Name} could not be asked for the login of {image.Registry}.", actual: e.GetType().Name, innerException: e)
            {
                IsTransient = isLate || TransientRule.IsTransient(e),
            };
        }
    }

    /// <summary>The answer to the challenge that the repository is known to pose; null where none is known, or it cannot be had any more.</summary>
    public async ValueTask<GivenAuthorization?> KnownAsync(RegistryReader reader, FetchBudget budget, CancellationToken cancellationToken)
    {
        if (!_posed.TryGetValue(reader, out var challenge))
            return null;
        try
        {
            return await AnswerAsync(reader, challenge, null, budget, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or SourceException { Kind: not SourceErrorKind.BudgetExhausted })
        {
            // The registry may send for tokens elsewhere by now; without authorization, it says where.
            _posed.TryRemove(KeyValuePair.Create(reader, challenge));
            if (MayAskAtOnce(reader, e))
                return null;
            throw;
        }
    }

    /// <summary>The answer to the first challenge that can be answered; null where none can, or it has been given already.</summary>
    /// <param name="reader">Who asks.</param>
    /// <param name="challenges">The challenges, in the registry's order.</param>
    /// <param name="given">What the request was sent with.</param>
    /// <param name="isFirst">Whether this is the request's first refusal; a second one is answered only where it asks for another scope.</param>
    /// <param name="budget">What is charged.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async ValueTask<GivenAuthorization?> AnswerAsync(
        RegistryReader reader, IReadOnlyList<AuthChallenge> challenges, GivenAuthorization? given, bool isFirst, FetchBudget budget, CancellationToken cancellationToken)
    {
        // One challenge of a scheme: with a hundred of them, a registry would have a hundred tokens asked for.
        foreach (var challenge in challenges.Where(challenge => isFirst || WantsAnotherScope(reader, challenge, given)).DistinctBy(challenge => challenge.Scheme))
        {
            var answer = await AnswerAsync(reader, challenge, given, budget, cancellationToken).ConfigureAwait(false);
            if (answer is null || answer.Header.Equals(given?.Header))
                continue;
            if (_posed.Count >= MaxRemembered)
                _posed.Clear();
            _posed[reader] = challenge;
            return answer;
        }

        return null;
    }

    /// <summary>Forgets a token that the registry has rejected for good, so that no later request comes with it.</summary>
    public void Reject(RegistryReader reader, GivenAuthorization? given)
    {
        if (given?.Token is not { } token)
            return;
        tokens.Forget(token);
        _posed.TryRemove(reader, out _);
    }

    // Not where the token server wants to be left alone, nor where it may have exchanged a token though its answer is lost.
    private static bool MayAskAtOnce(RegistryReader reader, Exception failed) =>
        failed is SourceException { Kind: not SourceErrorKind.RateLimited, RetryAfter: null } && reader.Credential?.IdentityToken is null;

    // Token servers may grant less than was asked; the registry then says what it wants. The same scope would get the same.
    private static bool WantsAnotherScope(RegistryReader reader, AuthChallenge challenge, GivenAuthorization? given) =>
        challenge.IsInsufficientScope && PullScope.Of(reader.Repository, challenge["scope"]) != given?.Scope;

    private async ValueTask<GivenAuthorization?> AnswerAsync(
        RegistryReader reader, AuthChallenge challenge, GivenAuthorization? rejected, FetchBudget budget, CancellationToken cancellationToken)
    {
        if (challenge.IsBasic)
            return reader.Credential is { Username: not null, Password: not null } login ? new(TokenClient.BasicOf(login)) : null;
        if (!challenge.IsBearer)
            return null;
        if (reader.Credential?.RegistryToken is { } ready)
            return new(new("Bearer", ready));
        if (RemoteUri.Read(challenge["realm"]) is not { } realm)
            return null;

        string scope = PullScope.Of(reader.Repository, challenge["scope"]);
        string token = await tokens.GetAsync(new(reader, realm, challenge["service"], scope), rejected?.Token, budget, cancellationToken).ConfigureAwait(false);
        SecretsInUse.Add(token);
        return new(new("Bearer", token), scope);
    }
}
