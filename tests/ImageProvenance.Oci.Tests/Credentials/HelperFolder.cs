namespace ImageProvenance.Oci.Tests;

/// <summary>A folder of credential files and of helpers that are shell scripts, gone after the test.</summary>
internal sealed class HelperFolder : IDisposable
{
    private const string Asked = "asked";

    public string Path { get; } = Directory.CreateTempSubdirectory("helpers-").FullName;

    /// <summary>The servers that helpers were asked for, in their order.</summary>
    public IReadOnlyList<string> Servers => File.Exists(In(Asked)) ? File.ReadAllLines(In(Asked)) : [];

    public string In(string name) => System.IO.Path.Combine(Path, name);

    public CredentialHelperOptions Options(TimeProvider? time = null) => new() { SearchPath = Path, TimeProvider = time ?? TimeProvider.System };

    /// <summary>Writes a helper that notes whom it is asked for, and goes on with a script.</summary>
    public HelperFolder Helper(string suffix, string script)
    {
        string path = In($"docker-credential-{suffix}");
        File.WriteAllText(path, $"#!/bin/sh\nread server\necho \"$server\" >> '{In(Asked)}'\n{script}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return this;
    }

    /// <summary>Writes a helper that knows one login, whoever asks.</summary>
    public HelperFolder Knows(string suffix, string username, string secret) =>
        Helper(suffix, $$"""[ "$1" = get ] && echo '{"ServerURL":"x","Username":"{{username}}","Secret":"{{secret}}"}'""");

    public DockerConfigCredentials Docker(string json, TimeProvider? time = null)
    {
        File.WriteAllText(In("config.json"), json);
        return new(Path, Options(time));
    }

    public ContainersAuthCredentials Containers(string json)
    {
        File.WriteAllText(In("auth.json"), json);
        return new(In("auth.json"), Options());
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
