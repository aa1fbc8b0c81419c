using System.Text.Json.Nodes;

namespace ImageProvenance.Interop.Tests;

/// <summary>oras, which knows referrers in registries of both kinds.</summary>
internal static class Oras
{
    /// <summary>The digests of the manifests that refer to an image.</summary>
    public static async Task<IReadOnlyList<string>> ReferrersAsync(string image)
    {
        var result = (await Stage.Current.RunAsync("oras", "discover", "--plain-http", "--format", "json", image)).Required();
        return [.. JsonNode.Parse(result.Output)!["referrers"]!.AsArray().Select(referrer => referrer!["digest"]!.GetValue<string>())];
    }

    /// <summary>Copies an image with all that refers to it into a layout folder.</summary>
    public static async Task CopyToLayoutAsync(string image, string layout) =>
        (await Stage.Current.RunAsync("oras", "copy", "-r", "--from-plain-http", "--to-oci-layout", image, layout)).Required();

    /// <summary>Makes what refers to one image refer to another instead: evidence that does not belong there.</summary>
    public static async Task MoveReferrersAsync(string from, string to)
    {
        var stage = Stage.Current;
        string repository = Crane.RepositoryOf(to);
        (await stage.RunAsync("oras", "copy", "-r", "--from-plain-http", "--to-plain-http", from, $"{repository}:copied")).Required();
        var subject = JsonNode.Parse((await stage.RunAsync("oras", "manifest", "fetch", "--plain-http", "--descriptor", to)).Required().Output)!;
        foreach (string digest in await ReferrersAsync(from))
        {
            var manifest = JsonNode.Parse((await stage.RunAsync("oras", "manifest", "fetch", "--plain-http", $"{Crane.RepositoryOf(from)}@{digest}")).Required().Output)!;
            manifest["subject"] = subject.DeepClone();
            string file = stage.NewPath(".json");
            await File.WriteAllTextAsync(file, manifest.ToJsonString());
            (await stage.RunAsync("oras", "manifest", "push", "--plain-http", repository, file)).Required();
        }

        Assert.That(await ReferrersAsync(to), Is.Not.Empty, "nothing was moved, so the test would prove nothing");
    }
}
