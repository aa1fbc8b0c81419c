namespace ImageProvenance.Interop.Tests;

/// <summary>The scripts that install and start the real programs: <c>peers/</c> of the shared folder, see <see cref="ImageProvenance.Tests.SharedData"/>.</summary>
internal static class PeersFolder
{
    public static string Path { get; } = System.IO.Path.GetFullPath(System.IO.Path.Combine(
        Environment.GetEnvironmentVariable("IMAGE_PROVENANCE_SHARED") is { Length: > 0 } shared ? shared
            : System.IO.Path.Combine(ImageProvenance.Tests.SharedData.RepositoryRoot, "..", "shared"),
        "peers"));

    public static bool Exists => File.Exists(Script("up.sh"));

    public static string Script(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>This process's environment with the peers on the path, as <c>env.sh</c> makes it for a folder of state.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> EnvironmentAsync(string runFolder)
    {
        var mine = Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "");
        mine["RUN"] = runFolder;
        mine["BUILDX_CONFIG"] = System.IO.Path.Combine(runFolder, "buildx");
        mine["COSIGN_PASSWORD"] = "";
        mine["NO_COLOR"] = "1";
        var sourced = (await new Programs(mine).RunAsync("bash", ["-c", ". \"$1\" && env -0", "bash", Script("env.sh")])).Required();
        return sourced.Output.Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => pair[1]);
    }
}
