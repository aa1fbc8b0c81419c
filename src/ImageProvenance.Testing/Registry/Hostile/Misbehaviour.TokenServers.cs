using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace ImageProvenance.Testing;

// Token servers at the registry's own address, so that clients tell them their secrets. Not together with a registry that
// demands a login by itself.
public sealed partial class Misbehaviour
{
    /// <summary>The token has no end. A client stops at its cap on answers of token servers.</summary>
    public static Misbehaviour EndlessToken { get; } = Challenging("endless-token", OwnRealm, _ =>
        RegistryResponse.Content("application/json", default) with { OpenBody = () => HostileBody.Endless("{\"token\":\""u8.ToArray()) });

    /// <summary>No token is ever good for enough, however often it is asked for. A client asks once more, then gives up.</summary>
    public static Misbehaviour InsufficientScope { get; } = Challenging("insufficient-scope", OwnRealm, _ => Token(Guid.NewGuid().ToString("N")), request =>
        Challenge(request, OwnRealm(request), ",error=\"insufficient_scope\""));

    /// <summary>A token that would be a header of its own: it holds a line break. A client sends no such thing.</summary>
    public static Misbehaviour TokenWithLineBreak { get; } = Challenging("token-with-line-break", OwnRealm, _ => Token("given\\r\\nX-Injected: yes"));

    /// <summary>The token server refuses, and says again what it was told: header, user, password, form. A client shows no secret of its user.</summary>
    public static Misbehaviour EchoingTokenServer { get; } = Challenging("echoing-token-server", OwnRealm, request =>
        RegistryResponse.Error(403, "DENIED", $"not with {Told(request)}"));

    /// <summary>
    /// The token is the secret that it was given for, and the registry refuses with it in its message. A client shows neither.
    /// </summary>
    public static Misbehaviour EchoingRegistry { get; } = Challenging("echoing-registry", OwnRealm,
        request => Token(Base64UrlTextEncoder.Encode(Encoding.UTF8.GetBytes(Told(request)))),
        request => RegistryResponse.Error(403, "DENIED", $"not with {request.Header("Authorization")} ({Decoded(request.Header("Authorization")?["Bearer ".Length..])})"));

    private static Misbehaviour[] TokenServers => [EndlessToken, InsufficientScope, TokenWithLineBreak, EchoingTokenServer, EchoingRegistry];

    private static string Told(RegistryRequest request)
    {
        string header = request.Header("Authorization") ?? "";
        return $"{header} {Decoded(header.Split(' ')[^1])} {Uri.UnescapeDataString(Encoding.UTF8.GetString(request.Body.Span))}".Trim();
    }

    private static string Decoded(string? text)
    {
        byte[] bytes = new byte[text?.Length ?? 0];
        string padded = (text ?? "").Replace('-', '+').Replace('_', '/');
        padded = padded.PadRight((padded.Length + 3) / 4 * 4, '=');
        return Convert.TryFromBase64String(padded, bytes, out int length) ? Encoding.UTF8.GetString(bytes, 0, length) : "";
    }
}
