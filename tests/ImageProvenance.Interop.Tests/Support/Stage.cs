using ImageProvenance.Testing;

namespace ImageProvenance.Interop.Tests;

/// <summary>Where the tests play: the programs, the registries, and the images and keys that are made once for all of them.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private static Stage? _current;
    private readonly PeersSession _session;
    private readonly RegistryServer _server;
    private readonly Lazy<Task<SigstoreInstance>> _sigstore;
    private int _names;

    private Stage(PeersSession session, InMemoryRegistry registry, RegistryServer server)
    {
        (_session, InMemory, _server) = (session, registry, server);
        Images = new(this);
        Keys = new(this);
        _sigstore = new(() => SigstoreInstance.StartAsync(NewPath("-sigstore"), _session.Programs));
    }

    public static Stage Current => _current ?? throw new InvalidOperationException("The peers are not up.");

    public PeersSession Peers => _session;

    public InMemoryRegistry InMemory { get; }

    public TestImages Images { get; }

    public TestKeys Keys { get; }

    /// <summary>The Sigstore instance, started when it is first wanted.</summary>
    public Task<SigstoreInstance> SigstoreAsync() => _sigstore.Value;

    public static async Task SetUpAsync()
    {
        var session = await PeersSession.StartAsync();
        var registry = new InMemoryRegistry();
        _current = new(session, registry, await registry.StartAsync());
    }

    public static async Task TearDownAsync()
    {
        if (_current is { } stage)
            await stage.DisposeAsync();
        _current = null;
    }

    public string HostOf(RegistryKind kind) => kind == RegistryKind.Distribution ? _session.RegistryHost : _server.Host;

    /// <summary>A repository that no other test uses.</summary>
    public string NewRepository(RegistryKind kind) => $"{HostOf(kind)}/demo/app-{Interlocked.Increment(ref _names)}";

    /// <summary>A path that no other test uses; nothing is there.</summary>
    public string NewPath(string suffix = "") => Path.Combine(_session.Folder, $"path-{Interlocked.Increment(ref _names)}{suffix}");

    public Task<ProgramResult> RunAsync(string program, params string[] arguments) => _session.Programs.RunAsync(program, arguments);

    public async ValueTask DisposeAsync()
    {
        if (_sigstore.IsValueCreated)
            await (await _sigstore.Value).DisposeAsync();
        await _server.DisposeAsync();
        await _session.DisposeAsync();
    }
}
