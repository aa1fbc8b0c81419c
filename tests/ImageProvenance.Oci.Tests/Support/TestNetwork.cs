using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace ImageProvenance.Oci.Tests;

/// <summary>
/// A network of a test: names have the addresses that it says, and behind addresses are servers on loopback. Nothing leaves
/// the machine. The registry's client above it is the real one, down to the sockets.
/// </summary>
internal sealed class TestNetwork : IHttpClientFactory, IDisposable
{
    private readonly ConcurrentDictionary<string, Func<IPAddress[]>> _names = new();
    private readonly ConcurrentDictionary<IPAddress, LocalServer> _servers = new();
    private readonly ConcurrentQueue<string> _connected = new();
    private readonly ConcurrentQueue<string> _lookups = new();
    private HttpMessageHandler? _handler;

    /// <summary>Proxy, roots and certificates.</summary>
    public Action<RegistryConnectionsBuilder> Connections { get; set; } = _ => { };

    /// <summary>A handler of the host's, above the registry's.</summary>
    public Func<HttpMessageHandler, HttpMessageHandler> Above { get; set; } = handler => handler;

    /// <summary>The addresses that somebody tried to connect to.</summary>
    public IReadOnlyList<string> Connected => [.. _connected];

    public IReadOnlyList<string> Lookups => [.. _lookups];

    public TestNetwork Name(string host, params string[] addresses) => Name(host, () => addresses);

    public TestNetwork Name(string host, Func<string[]> addresses)
    {
        _names[host] = () => [.. addresses().Select(IPAddress.Parse)];
        return this;
    }

    /// <summary>Puts a server at addresses.</summary>
    public TestNetwork At(LocalServer server, params string[] addresses)
    {
        foreach (string address in addresses)
            _servers[IPAddress.Parse(address)] = server;
        return this;
    }

    public RegistryImageSource Source(RegistryCredential? credential = null, RegistryOptions? options = null) => new(this, new OneCredential(credential), options);

    public async Task<FetchedContent> ResolveAsync(string reference, RegistryCredential? credential = null, RegistryOptions? options = null) =>
        await Source(credential, options).ResolveAsync(ImageLocation.Parse(reference), 4 << 20, new(Limits.Default), default);

    /// <summary>What is refused for its address.</summary>
    public SourceException Refused(string reference, RegistryCredential? credential = null, RegistryOptions? options = null)
    {
        var error = Assert.ThrowsAsync<SourceException>(() => ResolveAsync(reference, credential, options))!;
        Assert.That(error.Kind, Is.EqualTo(SourceErrorKind.RefusedAddress), error.ToString());
        return error;
    }

    public HttpClient CreateClient(string name) => new(_handler ??= Create(), disposeHandler: false);

    public void Dispose() => _handler?.Dispose();

    private HttpMessageHandler Create()
    {
        var connections = RegistryConnections.Build(builder =>
        {
            builder.UseProxy = false;
            Connections(builder);
        });
        return Above(new RegistryConnectionHandler(connections, new(ResolveAsync, ConnectAsync)));
    }

    private Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        _lookups.Enqueue(host);
        return _names.TryGetValue(host, out var addresses) ? Task.FromResult(addresses()) : throw new SocketException((int)SocketError.HostNotFound);
    }

    private ValueTask<Stream> ConnectAsync(IPEndPoint endPoint, CancellationToken cancellationToken)
    {
        _connected.Enqueue(endPoint.Address.ToString());
        return _servers.TryGetValue(endPoint.Address, out var server)
            ? NetworkAccess.System.ConnectAsync(new(IPAddress.Loopback, server.Port), cancellationToken)
            : throw new SocketException((int)SocketError.ConnectionRefused);
    }
}
