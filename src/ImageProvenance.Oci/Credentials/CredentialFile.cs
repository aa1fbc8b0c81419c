namespace ImageProvenance.Oci;

/// <summary>
/// What a <c>config.json</c> of Docker's or an <c>auth.json</c> says: logins, and the helpers that know others. Immutable.
/// </summary>
/// <param name="Logins">The logins in the file itself.</param>
/// <param name="Helpers">Suffixes of helpers by the canonical name of their registry; empty where the file's own login is meant.</param>
/// <param name="Store">The suffix of the helper for all other registries, or null.</param>
/// <remarks>docker/cli, cli/config/configfile: <c>auths</c>, <c>credHelpers</c>, <c>credsStore</c>; containers-auth.json(5) has the first two.</remarks>
internal sealed record CredentialFile(
    IReadOnlyDictionary<CredentialKey, RegistryCredential> Logins, IReadOnlyDictionary<string, string> Helpers, string? Store)
{
    private const int MaxLogins = 10_000;

    private static readonly JsonMembers Members = new("auths", "credHelpers", "credsStore");

    /// <summary>A file that is not there.</summary>
    public static CredentialFile Empty { get; } = new(new Dictionary<CredentialKey, RegistryCredential>(), new Dictionary<string, string>(), null);

    /// <exception cref="MalformedContentException">It is no such document; the message tells nothing of what is in it.</exception>
    public static CredentialFile Parse(ReadOnlyMemory<byte> bytes, string source) =>
        StrictJsonReader.Parse(bytes, "credential file", (ref StrictJsonReader json) => Read(ref json, source));

    private static CredentialFile Read(ref StrictJsonReader json, string source)
    {
        var logins = new Dictionary<string, RegistryCredential?>();
        var helpers = new Dictionary<string, string?>();
        string? store = null;
        var scope = json.BeginObject(Members);
        while (json.NextMember(ref scope) is { } member)
        {
            switch (member)
            {
                case "auths": logins = json.ReadMap((ref StrictJsonReader login) => CredentialFileLogin.Read(ref login, source), MaxLogins); break;
                case "credHelpers": helpers = json.ReadMap<string?>((ref StrictJsonReader suffix) => suffix.ReadString(), MaxLogins); break;
                case "credsStore": store = json.ReadString(); break;
            }
        }

        return new(ByKey(logins), ByKey(helpers).Where(helper => helper.Key.Path.Length == 0).ToDictionary(helper => helper.Key.Registry, helper => helper.Value), store);
    }

    // Of several spellings of one key, the one that docker login writes is the one that docker reads.
    private static Dictionary<CredentialKey, T> ByKey<T>(Dictionary<string, T?> entries)
        where T : class
    {
        var known = new Dictionary<CredentialKey, T>();
        foreach (var (text, value) in entries.OrderBy(entry => CredentialKey.Parse(entry.Key) is { } key && DockerServer.Of(key.Registry) == entry.Key ? 0 : 1))
            if (value is not null && CredentialKey.Parse(text) is { } key)
                known.TryAdd(key, value);
        return known;
    }
}
