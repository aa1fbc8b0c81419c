using System.Collections.Immutable;

namespace ImageProvenance.Testing;

/// <summary>
/// An OCI distribution registry in memory, for push and pull. Reach it through <see cref="CreateHandler"/> without
/// sockets, or through <see cref="StartAsync"/> on loopback; both speak the same protocol. Thread-safe.
/// </summary>
/// <remarks>
/// OCI distribution-spec 1.1. It takes every manifest that is a JSON object and does not ask whether the blobs that it
/// names are there, so that fixtures may be small or broken.
/// </remarks>
public sealed partial class InMemoryRegistry
{
    private readonly Lock _lock = new();
    private readonly RepositoryStore _store = new();
    private readonly Interceptors _interceptors = new();
    private ImmutableList<RegistryRequest> _requests = [];
    private IRegistryAuthentication? _authentication;

    /// <summary>Whether the registry has the referrers API; without it clients use the referrers tag. Default: yes.</summary>
    public bool HasReferrersApi { get; init; } = true;

    /// <summary>
    /// Whether <see cref="PushedImage.Attach(Referrer)"/> writes the artifact type and annotations into the referrers tag.
    /// Default: yes. Clients built on go-containerregistry, such as cosign, lose them: they write the type of the configuration.
    /// </summary>
    public bool ReferrersTagIsComplete { get; init; } = true;

    /// <summary>How many referrers a page has; 0, the default, for all in one.</summary>
    public int ReferrersPageSize { get; init; }

    /// <summary>Bytes of the largest manifest taken. Default: 4 MiB, as the distribution specification asks of registries.</summary>
    public int MaxManifestBytes { get; init; } = 4 << 20;

    /// <summary>Bytes of the largest blob taken, over all chunks. Default: 64 MiB.</summary>
    public int MaxBlobBytes { get; init; } = 64 << 20;

    /// <summary>The requests so far, in the order of their arrival, without their bodies. Requests to the token server are among them; content that is pushed by method is not.</summary>
    public IReadOnlyList<RegistryRequest> Requests => _requests;

    /// <summary>How many requests there were so far.</summary>
    public int RequestCount => _requests.Count;

    internal int MaxBodyBytes => Math.Max(MaxManifestBytes, MaxBlobBytes);

    /// <summary>Forgets the requests so far. Content, hooks and authentication stay.</summary>
    public void Reset() => ImmutableInterlocked.Update(ref _requests, requests => requests.Clear());

    /// <summary>Demands this user and password (Basic) of every request.</summary>
    public void RequireBasic(string user, string password) => _authentication = new BasicAuthentication(user, password);

    /// <summary>Demands a token of every request; this user and password get one at <c>/token</c> of the registry's host.</summary>
    public void RequireBearer(string user, string password) => RequireBearer(new TokenService { User = user, Password = password });

    /// <summary>Demands a token of every request, issued as the service says.</summary>
    public void RequireBearer(TokenService service)
    {
        ArgumentNullException.ThrowIfNull(service);
        _authentication = new BearerAuthentication(service);
    }

    /// <summary>
    /// Answers requests in the registry's place; null lets a request pass. The hook added last is asked first, before
    /// authentication. An <see cref="IOException"/> thrown by it breaks the connection.
    /// </summary>
    /// <returns>Dispose it to remove the hook.</returns>
    public IDisposable Answer(Func<RegistryRequest, RegistryResponse?> answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return _interceptors.Add((request, next, token) => answer(request) is { } response ? new(response) : next(request, token));
    }

    /// <summary>Answers requests in the registry's place as <see cref="Answer(Func{RegistryRequest, RegistryResponse?})"/> does, after waiting if it likes.</summary>
    /// <returns>Dispose it to remove the hook.</returns>
    public IDisposable Answer(Func<RegistryRequest, CancellationToken, ValueTask<RegistryResponse?>> answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return _interceptors.Add(async (request, next, token) =>
            await answer(request, token).ConfigureAwait(false) ?? await next(request, token).ConfigureAwait(false));
    }

    /// <summary>Changes the registry's answers: the way to lie about something true.</summary>
    /// <returns>Dispose it to remove the hook.</returns>
    public IDisposable Alter(Func<RegistryRequest, RegistryResponse, RegistryResponse> alter)
    {
        ArgumentNullException.ThrowIfNull(alter);
        return _interceptors.Add(async (request, next, token) => alter(request, await next(request, token).ConfigureAwait(false)));
    }

    /// <summary>A handler that answers every host with this registry; no sockets, no redirects followed. Dispose it at will.</summary>
    public HttpMessageHandler CreateHandler() => new RegistryMessageHandler(this);

    /// <summary>Serves the registry over plain HTTP on a free port of the loopback address.</summary>
    public Task<RegistryServer> StartAsync(CancellationToken cancellationToken = default) => RegistryServer.StartAsync(this, cancellationToken);

    internal ValueTask<RegistryResponse> HandleAsync(RegistryRequest request, CancellationToken cancellationToken)
    {
        ImmutableInterlocked.Update(ref _requests, (requests, seen) => requests.Add(seen), request with { Body = default });
        return _interceptors.RunAsync(request, (asked, _) => new(Handle(asked)), cancellationToken);
    }

    private RegistryResponse Handle(RegistryRequest request)
    {
        if (_authentication?.AnswerToken(request) is { } token)
            return token;
        var route = RegistryRoute.Parse(request.Path);
        var response = _authentication?.Refuse(request, route);
        if (response is null)
            lock (_lock)
                response = RegistryProtocol.Answer(new(this, _store, request, route));
        return response.With("Docker-Distribution-Api-Version", "registry/2.0");
    }
}
