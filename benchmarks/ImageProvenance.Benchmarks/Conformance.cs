namespace ImageProvenance.Benchmarks;

/// <summary>The cases of sigstore-conformance, from the folder of shared data beside the repository.</summary>
internal static class Conformance
{
    public static KeylessBundle Read(string name)
    {
        string folder = Path.Combine(Data, "sigstore-conformance", "bundle-verify");
        string root = Path.Combine(folder, name, "trusted_root.json");
        string artifact = Path.Combine(folder, name, "artifact");
        return new(
            File.ReadAllBytes(Path.Combine(folder, name, "bundle.sigstore.json")),
            File.ReadAllBytes(File.Exists(artifact) ? artifact : Path.Combine(folder, "a.txt")),
            File.ReadAllBytes(File.Exists(root) ? root : Path.Combine(Data, "trust", "sigstore-public-good.trusted_root.json")));
    }

    private static string Data => Environment.GetEnvironmentVariable("IMAGE_PROVENANCE_SHARED") is { Length: > 0 } shared
        ? Path.Combine(shared, "data")
        : throw new InvalidOperationException("These benchmarks read the cases of sigstore-conformance: set IMAGE_PROVENANCE_SHARED to the folder that holds 'data'.");
}
