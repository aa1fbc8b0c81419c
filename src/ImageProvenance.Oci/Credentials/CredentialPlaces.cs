namespace ImageProvenance.Oci;

/// <summary>Where the files of credentials are when nobody names them.</summary>
/// <param name="variable">Reads an environment variable.</param>
/// <param name="home">The user's home folder.</param>
internal sealed class CredentialPlaces(Func<string, string?> variable, string home)
{
    /// <summary>The places of this process's user.</summary>
    public static CredentialPlaces Current => new(Environment.GetEnvironmentVariable, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile));

    /// <summary>The folder of Docker's <c>config.json</c>.</summary>
    public string DockerFolder => Variable("DOCKER_CONFIG") ?? Path.Combine(home, ".docker");

    /// <summary>The files that podman, buildah and skopeo keep logins in, in the order of search.</summary>
    /// <remarks>containers-auth.json(5); who names a file by REGISTRY_AUTH_FILE means that one and no other.</remarks>
    public IReadOnlyList<string> ContainersFiles => Variable("REGISTRY_AUTH_FILE") is { } named ? [named]
        : Folder("XDG_RUNTIME_DIR") is { } runtime ? [AuthFile(runtime), AuthFile(ConfigFolder)]
        : [AuthFile(ConfigFolder)];

    private string ConfigFolder => Folder("XDG_CONFIG_HOME") ?? Path.Combine(home, ".config");

    private static string AuthFile(string folder) => Path.Combine(folder, "containers", "auth.json");

    private string? Variable(string name) => variable(name) is { Length: > 0 } value ? value : null;

    // XDG Base Directory Specification: a relative path is invalid and ignored.
    private string? Folder(string name) => Variable(name) is { } path && Path.IsPathFullyQualified(path) ? path : null;
}
