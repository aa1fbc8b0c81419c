using System.Net.Http.Headers;

namespace ImageProvenance.Oci;

/// <summary>What a request is sent with. Immutable; its text never shows the secret.</summary>
/// <param name="Header">The header.</param>
/// <param name="Scope">The scope that its token was asked for; null where none was.</param>
internal sealed record GivenAuthorization(AuthenticationHeaderValue Header, string? Scope = null)
{
    /// <summary>The token in it; null where it has none.</summary>
    public string? Token => Header.Scheme == "Bearer" ? Header.Parameter : null;

    public override string ToString() => $"{Header.Scheme} {Scope}";
}
