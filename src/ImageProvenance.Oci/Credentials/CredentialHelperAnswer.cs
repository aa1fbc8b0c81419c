using System.Text;

namespace ImageProvenance.Oci;

/// <summary>Reads what a credential helper answers.</summary>
/// <remarks>docker-credential-helpers, credentials: <c>ServerURL</c>, <c>Username</c>, <c>Secret</c>; the error text for what is not in the store.</remarks>
internal static class CredentialHelperAnswer
{
    private const string NotFound = "credentials not found in native keychain";

    private static readonly JsonMembers Members = new("ServerURL", "Username", "Secret");

    /// <summary>The login; null where the helper has none. Not one word of the output gets into a message.</summary>
    /// <exception cref="CredentialException">The helper failed, or its answer is no login.</exception>
    public static RegistryCredential? Read(int exitCode, byte[]? output, string helper)
    {
        if (output is null)
            throw new CredentialException($"The {helper} wrote more than an answer may have, 64 KiB.");
        if (exitCode != 0)
            return Encoding.UTF8.GetString(output).Trim() == NotFound ? null : throw new CredentialException($"The {helper} failed: exit code {exitCode}.");

        var (username, secret) = Parse(output) ?? throw new CredentialException($"The {helper} answered with something that is no login.");
        return username.Length == 0 && secret.Length == 0 ? null
            : username.Length == 0 || secret.Length == 0 ? throw new CredentialException($"The {helper} answered with half a login.")
            : CredentialFileLogin.FromUser(username, secret, $"the login of the {helper}");
    }

    private static (string Username, string Secret)? Parse(byte[] output)
    {
        try
        {
            return StrictJsonReader.Parse(output, "answer", Read);
        }
        catch (MalformedContentException)
        {
            return null;
        }
    }

    private static (string Username, string Secret) Read(ref StrictJsonReader json)
    {
        string username = "", secret = "";
        var scope = json.BeginObject(Members);
        while (json.NextMember(ref scope) is { } member)
        {
            switch (member)
            {
                case "Username": username = json.ReadString(); break;
                case "Secret": secret = json.ReadString(); break;
            }
        }

        return (username, secret);
    }
}
