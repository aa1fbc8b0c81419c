using System.Text;

namespace ImageProvenance.Oci;

/// <summary>
/// As whom a registry is read: a username with a password, an identity token that is exchanged for access, or a token
/// that is access itself. Immutable and thread-safe; its text never shows a secret.
/// </summary>
public sealed record RegistryCredential
{
    private RegistryCredential(string source) => Source = source;

    /// <summary>Where the credential comes from, for messages: <c>the login in ~/.docker/config.json</c>. No secret.</summary>
    public string Source { get; }

    internal string? Username { get; private init; }

    internal string? Password { get; private init; }

    internal string? IdentityToken { get; private init; }

    internal string? RegistryToken { get; private init; }

    // As it stands in a header: as secret as what it is made of. An identity token is the password where no exchange is spoken.
    internal string BasicParameter => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Username}:{Password ?? IdentityToken}"));

    /// <summary>A username and a password, or what a registry takes for one.</summary>
    public static RegistryCredential Basic(string username, string password, string source)
    {
        ArgumentException.ThrowIfNullOrEmpty(username);
        ArgumentNullException.ThrowIfNull(password);
        ArgumentException.ThrowIfNullOrEmpty(source);
        return new(source) { Username = username, Password = password };
    }

    /// <summary>An identity token: an OAuth 2 refresh token, which the registry's token server exchanges for access.</summary>
    public static RegistryCredential FromIdentityToken(string token, string source) => FromIdentityToken(token, source, null);

    // Some registries want the user's name beside the token where the exchange is not spoken.
    internal static RegistryCredential FromIdentityToken(string token, string source, string? username)
    {
        ArgumentException.ThrowIfNullOrEmpty(token);
        ArgumentException.ThrowIfNullOrEmpty(source);
        return new(source) { IdentityToken = token, Username = username };
    }

    /// <summary>A registry token: a bearer token that is sent to the registry as it is.</summary>
    public static RegistryCredential FromRegistryToken(string token, string source)
    {
        ArgumentException.ThrowIfNullOrEmpty(token);
        ArgumentException.ThrowIfNullOrEmpty(source);
        return new(source) { RegistryToken = token };
    }

    /// <summary>The source; never a secret.</summary>
    public override string ToString() => Source;
}
