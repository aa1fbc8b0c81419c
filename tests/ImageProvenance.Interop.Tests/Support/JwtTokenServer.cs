using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using ImageProvenance.Testing;
using Microsoft.AspNetCore.WebUtilities;

namespace ImageProvenance.Interop.Tests;

/// <summary>
/// A token server whose tokens a real docker-registry takes: anybody may pull what is in the namespace <c>public</c>, the
/// user may pull and push everything. Served on loopback until it is disposed.
/// </summary>
/// <remarks>distribution, docs/content/spec/auth: token.md, oauth.md, jwt.md.</remarks>
internal sealed class JwtTokenServer : IAsyncDisposable
{
    public const string Service = "registry";
    public const string Issuer = "issuer";
    public const string IdentityToken = "an-identity-token";

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _certificate;
    private readonly InMemoryRegistry _endpoint = new();
    private RegistryServer? _server;

    private JwtTokenServer()
    {
        var request = new CertificateRequest("CN=token server", _key, HashAlgorithmName.SHA256);
        _certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddDays(1));
        _endpoint.Answer(Answer);
    }

    public string Realm => $"{_server!.BaseAddress}token";

    /// <summary>The certificate that the registry trusts tokens by, as PEM.</summary>
    public string CertificateFile { get; } = Stage.Current.NewPath("-token.crt");

    public static async Task<JwtTokenServer> StartAsync()
    {
        var server = new JwtTokenServer();
        await File.WriteAllTextAsync(server.CertificateFile, server._certificate.ExportCertificatePem());
        server._server = await server._endpoint.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _server!.DisposeAsync();
        _certificate.Dispose();
        _key.Dispose();
    }

    private RegistryResponse? Answer(RegistryRequest request)
    {
        var form = request.Method == "POST" ? QueryHelpers.ParseQuery(Encoding.UTF8.GetString(request.Body.Span)) : QueryHelpers.ParseQuery(request.Query);
        string? authorization = request.Header("Authorization");
        string basic = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{GuardedRegistry.User}:{GuardedRegistry.Password}"));
        bool isUser = authorization == basic || (form.TryGetValue("refresh_token", out var token) && token == IdentityToken);
        if (!isUser && (authorization is not null || request.Method == "POST"))
            return RegistryResponse.Error(401, "UNAUTHORIZED", $"the token server does not know {authorization}");
        var scopes = (form.TryGetValue("scope", out var asked) ? asked : []).SelectMany(scope => scope!.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        string jwt = Sign(isUser ? GuardedRegistry.User : "", [.. scopes.Where(scope => isUser || scope.StartsWith("repository:public/", StringComparison.Ordinal))]);
        return RegistryResponse.Content("application/json", JsonSerializer.SerializeToUtf8Bytes(new { token = jwt, access_token = jwt, expires_in = 300 }));
    }

    private string Sign(string subject, IReadOnlyList<string> scopes)
    {
        long now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        string header = Part(new { typ = "JWT", alg = "ES256", x5c = new[] { Convert.ToBase64String(_certificate.RawData) } });
        string claims = Part(new
        {
            iss = Issuer, sub = subject, aud = Service, exp = now + 300, nbf = now - 60, iat = now, jti = Guid.NewGuid().ToString("N"),
            access = scopes.Select(scope => scope.Split(':')).Select(scope => new { type = scope[0], name = scope[1], actions = subject.Length > 0 ? scope[2].Split(',') : ["pull"] }),
        });
        byte[] signature = _key.SignData(Encoding.ASCII.GetBytes($"{header}.{claims}"), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        return $"{header}.{claims}.{Base64Url.EncodeToString(signature)}";
    }

    private static string Part<T>(T value) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value));
}
