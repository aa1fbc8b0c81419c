using System.Text;

namespace ImageProvenance.Oci;

/// <summary>Reads one login of a credential file.</summary>
/// <remarks>docker/cli, cli/config/types: <c>AuthConfig</c>; <c>auth</c> is base64 of user:password.</remarks>
internal static class CredentialFileLogin
{
    /// <summary>The username under which Docker and its helpers keep an identity token.</summary>
    public const string TokenUser = "<token>";

    private static readonly JsonMembers Members = new("auth", "username", "password", "identitytoken", "registrytoken");

    /// <summary>Reads a login; null where there is no secret in it.</summary>
    public static RegistryCredential? Read(ref StrictJsonReader json, string source)
    {
        string? auth = null, username = null, password = null, identityToken = null, registryToken = null;
        var scope = json.BeginObject(Members);
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
        if (registryToken is not null && registryToken.Any(char.IsControl))
            throw json.Error("has a 'registrytoken' that cannot be sent");
        return !string.IsNullOrEmpty(registryToken) ? RegistryCredential.FromRegistryToken(registryToken, source)
            : !string.IsNullOrEmpty(identityToken) ? RegistryCredential.FromIdentityToken(identityToken, source, username)
            : string.IsNullOrEmpty(username) || string.IsNullOrEmpty(password) ? null
            : FromUser(username, password, source);
    }

    /// <summary>A login as user and secret, where the user may say that the secret is an identity token.</summary>
    public static RegistryCredential FromUser(string username, string secret, string source) => username == TokenUser
        ? RegistryCredential.FromIdentityToken(secret, source)
        : RegistryCredential.Basic(username, secret, source);

    private static (string Username, string Password)? Decode(string auth)
    {
        byte[] bytes = new byte[auth.Length];
        if (!Convert.TryFromBase64String(auth, bytes, out int length))
            return null;
        string text = Encoding.UTF8.GetString(bytes, 0, length);
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? null : (text[..colon], text[(colon + 1)..].Trim('\0'));
    }
}
