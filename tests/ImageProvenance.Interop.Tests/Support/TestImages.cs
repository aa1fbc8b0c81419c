namespace ImageProvenance.Interop.Tests;

/// <summary>How BuildKit is asked to build.</summary>
/// <param name="Name">The tag of the image in the repository of what was built.</param>
/// <param name="Provenance">What <c>--provenance</c> says.</param>
internal sealed record BuildRequest(string Name, string Provenance)
{
    public string Platforms { get; init; } = "linux/amd64";

    /// <summary>Whether attestation manifests are OCI artifacts with a subject (the newer form), or look like images.</summary>
    public bool OciArtifact { get; init; }

    /// <summary>What stands in the image's only file.</summary>
    public string Text { get; init; } = "hello";
}

/// <summary>Small images, built by BuildKit once and copied to wherever a test wants them.</summary>
internal sealed class TestImages(Stage stage)
{
    private readonly Dictionary<string, Task<string>> _built = [];

    /// <summary>Two platforms and their provenance in one index: what <c>docker buildx build</c> makes of a release.</summary>
    public Task<string> ReleaseAsync(RegistryKind kind) => CopyAsync(kind, new("release", "mode=max,version=v1") { Platforms = "linux/amd64,linux/arm64" });

    /// <summary>Another image.</summary>
    public Task<string> OtherAsync(RegistryKind kind) => CopyAsync(kind, new("other", "mode=max,version=v1") { Text = "something else" });

    /// <summary>A manifest alone, of one platform, without provenance.</summary>
    public Task<string> PlainAsync(RegistryKind kind) => CopyAsync(kind, new("plain", "false"));

    /// <summary>The image under tag 1 of a new repository.</summary>
    public async Task<string> CopyAsync(RegistryKind kind, BuildRequest request)
    {
        string image = $"{stage.NewRepository(kind)}:1";
        (await stage.RunAsync("crane", "copy", await BuiltAsync(request), image)).Required();
        return image;
    }

    /// <summary>The image in the registry that BuildKit pushed it to.</summary>
    public Task<string> BuiltAsync(BuildRequest request)
    {
        lock (_built)
            return _built.TryGetValue(request.Name, out var known) ? known : _built[request.Name] = PushAsync(request);
    }

    /// <summary>Builds into a tar archive of an OCI layout.</summary>
    public Task BuildArchiveAsync(BuildRequest request, string file) => BuildAsync(request, $"type=oci,dest={file}");

    /// <summary>Builds and lets BuildKit push.</summary>
    public Task PushAsync(BuildRequest request, string image) => BuildAsync(request, $"type=image,name={image},push=true");

    private async Task<string> PushAsync(BuildRequest request)
    {
        string image = $"{stage.HostOf(RegistryKind.Distribution)}/built/app:{request.Name}";
        await PushAsync(request, image);
        return image;
    }

    private async Task BuildAsync(BuildRequest request, string output)
    {
        string folder = Directory.CreateDirectory(stage.NewPath()).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "Dockerfile"), "FROM scratch\nCOPY hello.txt /\n");
        await File.WriteAllTextAsync(Path.Combine(folder, "hello.txt"), request.Text);
        (await stage.RunAsync("docker", "buildx", "build", "--network", "none", "--platform", request.Platforms, "--provenance", request.Provenance,
            "--output", $"{output},oci-artifact={(request.OciArtifact ? "true" : "false")}", folder)).Required();
    }
}
