using System.Text;

namespace ImageProvenance.Testing;

/// <summary>What the kinds of authentication have in common.</summary>
internal static class Unauthorized
{
    public static RegistryResponse Challenge(string challenge) =>
        RegistryResponse.Error(401, "UNAUTHORIZED", "authentication required").With("WWW-Authenticate", challenge);

    /// <summary>The value of an <c>Authorization</c> header for Basic.</summary>
    public static string BasicHeader(string user, string password) =>
        "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));
}
