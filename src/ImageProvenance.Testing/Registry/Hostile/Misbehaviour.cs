namespace ImageProvenance.Testing;

/// <summary>
/// One way in which a registry or its token server can be wrong, hostile or broken, with all else right: see
/// <see cref="InMemoryRegistry.Misbehave"/>. Each says what a client owes its user. Immutable and thread-safe.
/// </summary>
public sealed partial class Misbehaviour
{
    private readonly Func<InMemoryRegistry, RegistryInterceptor> _start;

    private Misbehaviour(string name, RegistryParts parts, Func<InMemoryRegistry, RegistryInterceptor> start) => (Name, Parts, _start) = (name, parts, start);

    /// <summary>All of them: run a client through each.</summary>
    public static IReadOnlyList<Misbehaviour> All => [.. Bodies, .. Encodings, .. Digests, .. Answers, .. Documents, .. Lists, .. Redirects, .. Realms, .. TokenServers, .. Failures];

    /// <summary>The name, for messages and names of tests: <c>endless-body</c>.</summary>
    public string Name { get; }

    /// <summary>The parts that it concerns unless it is kept to some.</summary>
    public RegistryParts Parts { get; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    /// <summary>The behaviour with a memory of its own, for one registry.</summary>
    internal RegistryInterceptor StartIn(InMemoryRegistry registry) => _start(registry);

    private static Misbehaviour Altering(string name, RegistryParts parts, Func<RegistryRequest, RegistryResponse, RegistryResponse> alter) =>
        new(name, parts, _ => async (request, next, token) => alter(request, await next(request, token).ConfigureAwait(false)));

    /// <summary>Changes what there is, and leaves it alone where there is nothing.</summary>
    private static Misbehaviour AlteringContent(string name, RegistryParts parts, Func<RegistryRequest, RegistryResponse, RegistryResponse> alter) =>
        Altering(name, parts, (request, response) => response.Status == 200 ? alter(request, response) : response);

    private static Misbehaviour Answering(string name, RegistryParts parts, Func<RegistryRequest, RegistryResponse?> answer) =>
        new(name, parts, _ => (request, next, token) => answer(request) is { } response ? new(response) : next(request, token));
}
