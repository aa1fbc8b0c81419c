namespace ImageProvenance.Interop.Tests;

/// <summary>What crane says of images.</summary>
internal static class Crane
{
    public static async Task<string> DigestAsync(string image) => (await Stage.Current.RunAsync("crane", "digest", image)).Required().Output.Trim();

    public static async Task<string> ManifestAsync(string image) => (await Stage.Current.RunAsync("crane", "manifest", image)).Required().Output;

    public static async Task CopyAsync(string from, string to) => (await Stage.Current.RunAsync("crane", "copy", from, to)).Required();

    /// <summary>An image's name without its tag or digest.</summary>
    public static string RepositoryOf(string image)
    {
        string name = image.Split('@')[0];
        int colon = name.LastIndexOf(':');
        return colon > name.LastIndexOf('/') ? name[..colon] : name;
    }

    /// <summary>The tag that cosign 1 and 2 attach to a digest with.</summary>
    public static async Task<string> CosignTagAsync(string image, string suffix) =>
        $"{RepositoryOf(image)}:{(await DigestAsync(image)).Replace(':', '-')}.{suffix}";
}
