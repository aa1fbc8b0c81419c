using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace ImageProvenance.Oci.Tests;

/// <summary>A request that arrived over a socket.</summary>
internal sealed record Arrived(string Method, string Address, string Protocol, IReadOnlyDictionary<string, string> Headers, string? ClientCertificate, string Connection)
{
    public string? Authorization => Headers.GetValueOrDefault("Authorization");
}

/// <summary>A server on loopback that answers by script and writes down what it was asked. What is not in the script is not there.</summary>
internal sealed class LocalServer : IAsyncDisposable
{
    private readonly ConcurrentQueue<Arrived> _requests = new();
    private readonly ConcurrentDictionary<string, Func<HttpContext, Task>> _routes = new();
    private readonly WebApplication _application;

    private LocalServer(WebApplication application)
    {
        _application = application;
        application.Run(AnswerAsync);
    }

    public int Port { get; private set; }

    public IReadOnlyList<Arrived> Requests => [.. _requests];

    /// <summary>Starts a server: over https if it is given a certificate, which then asks for the client's.</summary>
    public static async Task<LocalServer> StartAsync(X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (certificate is not null)
                listen.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => new(TlsOptions(certificate)) });
        }));
        var server = new LocalServer(builder.Build());
        await server._application.StartAsync();
        string address = server._application.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single();
        server.Port = new Uri(address).Port;
        return server;
    }

    /// <summary>Scripts an address: a host with a path and query.</summary>
    public LocalServer On(string address, Func<HttpContext, Task> answer)
    {
        _routes[address] = answer;
        return this;
    }

    public LocalServer On(string address, byte[] body, string mediaType) => On(address, context =>
    {
        context.Response.ContentType = mediaType;
        context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body).AsTask();
    });

    public LocalServer OnRedirect(string address, string location) => On(address, context =>
    {
        (context.Response.StatusCode, context.Response.Headers.Location) = (307, location);
        return Task.CompletedTask;
    });

    /// <summary>Answers with a challenge until there is an authorization, then as scripted before.</summary>
    public LocalServer OnChallenge(string address, string challenge)
    {
        var then = _routes[address];
        return On(address, context =>
        {
            if (context.Request.Headers.Authorization.Count > 0)
                return then(context);
            (context.Response.StatusCode, context.Response.Headers.WWWAuthenticate) = (401, challenge);
            return Task.CompletedTask;
        });
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    // Kestrel by itself would fetch the issuer that the certificate names, and refuse certificates that are not for servers.
    private static SslServerAuthenticationOptions TlsOptions(X509Certificate2 certificate) => new()
    {
        ServerCertificateContext = SslStreamCertificateContext.Create(certificate, null, offline: true),
        ClientCertificateRequired = true,
        RemoteCertificateValidationCallback = (_, client, _, _) => client is null or { Subject.Length: > 0 },
        ApplicationProtocols = [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11],
    };

    private Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        string address = $"{request.Host}{request.Path}{request.QueryString}";
        _requests.Enqueue(new(
            request.Method, address, request.Protocol, request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            context.Connection.ClientCertificate?.Subject, context.Connection.Id));
        if (_routes.TryGetValue(address, out var answer))
            return answer(context);
        context.Response.StatusCode = 404;
        return Task.CompletedTask;
    }
}
