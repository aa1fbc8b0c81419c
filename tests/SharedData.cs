namespace ImageProvenance.Tests;

/// <summary>
/// Other people's test data, read from beside the repository and never committed: the folder that the environment
/// variable <c>IMAGE_PROVENANCE_SHARED</c> names, else <c>../shared</c> beside the repository's root.
/// </summary>
internal static class SharedData
{
    /// <summary>The path of a file or folder of the shared data; where it is absent the calling test is ignored.</summary>
    public static string Path(params string[] parts)
    {
        string? path = Find(parts);
        if (path is null)
            Assert.Ignore($"The shared test data is not here: {string.Join('/', parts)}. Set IMAGE_PROVENANCE_SHARED to the folder that holds 'data'.");
        return path!;
    }

    /// <summary>The path of a file or folder of the shared data; null where it is absent.</summary>
    public static string? Find(params string[] parts)
    {
        string path = System.IO.Path.Combine([Root, "data", .. parts]);
        return System.IO.Path.Exists(path) ? path : null;
    }

    /// <summary>The repository's root: the nearest folder above the tests that holds the solution.</summary>
    public static string RepositoryRoot { get; } = FindRepositoryRoot();

    private static string Root => Environment.GetEnvironmentVariable("IMAGE_PROVENANCE_SHARED") is { Length: > 0 } folder
        ? folder
        : System.IO.Path.Combine(RepositoryRoot, "..", "shared");

    private static string FindRepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "ImageProvenance.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds ImageProvenance.sln.");
    }
}
