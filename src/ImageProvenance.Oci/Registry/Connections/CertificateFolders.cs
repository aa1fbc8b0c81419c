using System.Collections.Concurrent;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ImageProvenance.Oci;

/// <summary>The certificates of registries, where container tools have them. Thread-safe; a registry's folder is read once.</summary>
/// <remarks>containers-certs.d(5).</remarks>
internal sealed class CertificateFolders(IReadOnlyList<string> folders)
{
    private const int MaxFileBytes = 1 << 20;

    private readonly ConcurrentDictionary<(string Folder, bool RootsOnly), ServerTls> _read = new();

    public static IReadOnlyList<string> Conventional()
    {
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return [.. home.Length == 0 ? (string[])[] : [Path.Combine(home, ".config/containers/certs.d")], "/etc/containers/certs.d", "/etc/docker/certs.d"];
    }

    /// <summary>What the folders have for a server; null where they have nothing.</summary>
    /// <param name="server">The server.</param>
    /// <param name="rootsOnly">Whether the client certificate is left alone.</param>
    /// <exception cref="CredentialException">A file cannot be read or is malformed.</exception>
    public ServerTls? Find(Uri server, bool rootsOnly)
    {
        foreach (string folder in folders)
        {
            foreach (string name in NamesOf(server))
            {
                string path = Path.Combine(folder, name);
                if (Directory.Exists(path))
                    return _read.GetOrAdd((path, rootsOnly), Read);
            }
        }

        return null;
    }

    // A server's name comes from a redirect or a challenge too; as a registry's name there is nothing in it that leads elsewhere.
    private static IEnumerable<string> NamesOf(Uri server)
    {
        if (!RegistryName.TryParse(server.Authority, out _))
            yield break;
        yield return Name(server.Authority);
        if (server.IsDefaultPort)
            yield return Name($"{server.Host}:{server.Port}");
        if (server.Authority == RegistryName.DockerHub.ApiHost)
            yield return RegistryName.DockerHub.Value;
    }

    private static string Name(string authority) => OperatingSystem.IsWindows() ? authority.Replace(":", "", StringComparison.Ordinal) : authority;

    private static ServerTls Read((string Folder, bool RootsOnly) key)
    {
        var (folder, rootsOnly) = key;
        try
        {
            string[] files = [.. Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal)];
            var roots = new X509Certificate2Collection();
            foreach (string file in files.Where(file => file.EndsWith(".crt", StringComparison.Ordinal)))
                roots.AddRange(Certificates(file));
            return new(roots.Count > 0 ? roots : null, rootsOnly ? null : Client(folder, files));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CredentialException($"The certificates in {folder} cannot be read: {e.Message}", e);
        }
    }

    private static SslStreamCertificateContext? Client(string folder, string[] files)
    {
        string[] certificates = [.. files.Where(file => file.EndsWith(".cert", StringComparison.Ordinal))];
        string[] keys = [.. files.Where(file => file.EndsWith(".key", StringComparison.Ordinal))];
        if (certificates.Length == 0 && keys.Length == 0)
            return null;
        if (certificates.Length != 1 || keys.Length != 1 || Path.ChangeExtension(certificates[0], ".key") != keys[0])
            throw new CredentialException($"{folder} has no one pair of NAME.cert and NAME.key. Roots must be named NAME.crt.");

        var chain = Certificates(certificates[0]);
        try
        {
            var leaf = X509Certificate2.CreateFromPem(Text(certificates[0]), Text(keys[0]));
            chain.RemoveAt(0);
            return SslStreamCertificateContext.Create(leaf, chain, offline: true);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException and not CredentialException)
        {
            throw new CredentialException($"{keys[0]} is not the private key of {certificates[0]}, as unencrypted PEM: {e.Message}", e);
        }
    }

    private static X509Certificate2Collection Certificates(string file)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(Text(file));
        }
        catch (CryptographicException e)
        {
            throw new CredentialException($"{file} is no certificate in PEM: {e.Message}", e);
        }

        return certificates.Count > 0 ? certificates : throw new CredentialException($"{file} has no certificate in PEM.");
    }

    private static string Text(string file) => System.Text.Encoding.UTF8.GetString(BoundedFile.Read(BoundedFile.Find(file), MaxFileBytes));
}
