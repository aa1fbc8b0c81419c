using System.Formats.Tar;

namespace ImageProvenance.Interop.Tests;

/// <summary>Image layouts as folders and as tar archives.</summary>
internal static class Layouts
{
    /// <summary>Unpacks an archive of a layout.</summary>
    public static async Task<string> UnpackAsync(string archive)
    {
        string folder = Directory.CreateDirectory(Stage.Current.NewPath()).FullName;
        await TarFile.ExtractToDirectoryAsync(archive, folder, overwriteFiles: false);
        return folder;
    }

    /// <summary>The ways to name a layout folder: as it is, as GNU tar packs it (<c>./index.json</c>), and as pax (<c>index.json</c>).</summary>
    public static async Task<IReadOnlyList<string>> NamesAsync(string folder)
    {
        string gnu = Stage.Current.NewPath(".tar");
        (await Stage.Current.RunAsync("tar", "-C", folder, "-cf", gnu, ".")).Required();
        string pax = Stage.Current.NewPath(".tar");
        await TarFile.CreateFromDirectoryAsync(folder, pax, includeBaseDirectory: false);
        return [$"oci:{folder}", $"oci-archive:{gnu}", $"oci-archive:{pax}"];
    }

    public static string BlobPath(string folder, string digest) => Path.Combine(folder, "blobs", "sha256", digest.Replace("sha256:", "", StringComparison.Ordinal));
}
