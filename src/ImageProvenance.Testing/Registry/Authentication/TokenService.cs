namespace ImageProvenance.Testing;

/// <summary>
/// A token server and what the registry demands with it: the Bearer flow, by GET with Basic and by OAuth2's POST
/// (<c>password</c> and <c>refresh_token</c>). Immutable and thread-safe.
/// </summary>
/// <remarks>distribution, docs/content/spec/auth: token.md, oauth.md, scope.md.</remarks>
public sealed record TokenService
{
    /// <summary>The user that gets tokens; null where anybody does, without credentials.</summary>
    public string? User { get; init; }

    /// <summary>The user's password.</summary>
    public string? Password { get; init; }

    /// <summary>What is taken as the user's refresh token, and given to whoever asks for one. Null: the password is taken, and none is given.</summary>
    public string? RefreshToken { get; init; }

    /// <summary>
    /// What is granted of a scope that was asked for: <c>repository:acme/app:pull</c>. Null: all of it. Granting less is no error;
    /// the registry then says <c>insufficient_scope</c>.
    /// </summary>
    public Func<string, string?>? Grant { get; init; }

    /// <summary>Whether the token server speaks OAuth2's POST; else it answers 404 to it. Default: yes.</summary>
    public bool HasOAuth2 { get; init; } = true;

    /// <summary>
    /// Where the token server is. Null: at <c>/token</c> of the registry's own host. With another host, requests for
    /// that host's path must reach this registry, as they do through its handler.
    /// </summary>
    public Uri? Realm { get; init; }

    /// <summary>The service that the challenge names.</summary>
    public string Service { get; init; } = "registry.test";

    /// <summary>How long a token is good. Default: 5 minutes.</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The clock that tokens expire by.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
