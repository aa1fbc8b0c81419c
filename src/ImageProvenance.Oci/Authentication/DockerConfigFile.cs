using System.Text;

namespace ImageProvenance.Oci;

/// <summary>Reads the logins of Docker's <c>config.json</c>.</summary>
/// <remarks>docker/cli, cli/config: keys may have a scheme and end in <c>/v1/</c>; <c>auth</c> is base64 of user:password.</remarks>
internal static class DockerConfigFile
{
    private const int MaxBytes = 1 << 20;
    private const int MaxLogins = 10_000;

    /// <summary>The username under which Docker keeps an identity token.</summary>
    private const string TokenUser = "<token>";

    private static readonly JsonMembers File = new("auths");
    private static readonly JsonMembers Login = new("auth", "username", "password", "identitytoken", "registrytoken");

    /// <exception cref="MalformedContentException">The file is no such document, or too large.</exception>
    public static async Task<IReadOnlyDictionary<RegistryName, RegistryCredential>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        if (new FileInfo(path).Length > MaxBytes)
            throw new MalformedContentException("too-large", "It is larger than is read.", $"at most {MaxBytes} bytes");
        byte[] bytes = await System.IO.File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false);
        return Parse(bytes, $"the login in {path}");
    }

    public static IReadOnlyDictionary<RegistryName, RegistryCredential> Parse(ReadOnlyMemory<byte> bytes, string source)
    {
        var logins = new Dictionary<RegistryName, RegistryCredential>();
        foreach (var (key, login) in StrictJsonReader.Parse(bytes, "Docker configuration", (ref StrictJsonReader json) => ReadAuths(ref json, source)))
            if (login is not null && RegistryOf(key) is { } registry)
                logins.TryAdd(registry, login);
        return logins;
    }

    private static Dictionary<string, RegistryCredential?> ReadAuths(ref StrictJsonReader json, string source)
    {
        var auths = new Dictionary<string, RegistryCredential?>();
        var scope = json.BeginObject(File);
        while (json.NextMember(ref scope) is not null)
            auths = json.ReadMap((ref StrictJsonReader login) => ReadLogin(ref login, source), MaxLogins);
        return auths;
    }

    private static RegistryCredential? ReadLogin(ref StrictJsonReader json, string source)
    {
        string? auth = null, username = null, password = null, identityToken = null, registryToken = null;
        var scope = json.BeginObject(Login);
        while (json.NextMember(ref scope) is { } member)
        {
            switch (member)
            {
                case "auth": auth = json.ReadString(); break;
                case "username": username = json.ReadString(); break;
                case "password": password = json.ReadString(); break;
                case "identitytoken": identityToken = json.ReadString(); break;
                case "registrytoken": registryToken = json.ReadString(); break;
            }
        }

        if (!string.IsNullOrEmpty(auth))
            (username, password) = Decode(auth) ?? throw json.Error("has an 'auth' that is no base64 of user:password");
        return !string.IsNullOrEmpty(registryToken) ? RegistryCredential.FromRegistryToken(registryToken, source)
            : !string.IsNullOrEmpty(identityToken) ? RegistryCredential.FromIdentityToken(identityToken, source)
            : string.IsNullOrEmpty(username) || string.IsNullOrEmpty(password) ? null
            : username == TokenUser ? RegistryCredential.FromIdentityToken(password, source)
            : RegistryCredential.Basic(username, password, source);
    }

    private static (string Username, string Password)? Decode(string auth)
    {
        byte[] bytes = new byte[auth.Length];
        if (!Convert.TryFromBase64String(auth, bytes, out int length))
            return null;
        string text = Encoding.UTF8.GetString(bytes, 0, length);
        int colon = text.IndexOf(':');
        return colon < 0 ? null : (text[..colon], text[(colon + 1)..].Trim('\0'));
    }

    private static RegistryName? RegistryOf(string key)
    {
        int scheme = key.IndexOf("://", StringComparison.Ordinal);
        string rest = scheme < 0 ? key : key[(scheme + 3)..];
        int slash = rest.IndexOf('/');

        // A key with a path of its own is for that path only; Docker knows none but the API's version.
        if (slash >= 0 && rest[slash..] is not ("/" or "/v1" or "/v1/" or "/v2" or "/v2/"))
            return null;
        return RegistryName.TryParse(slash < 0 ? rest : rest[..slash], out var registry) ? registry : null;
    }
}
