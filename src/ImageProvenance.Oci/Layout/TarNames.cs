namespace ImageProvenance.Oci;

/// <summary>
/// The names of an archive's files. Programs that unpack one resolve <c>x/../index.json</c>; here names are only
/// compared. So that both see the same image, no file of a layout may be named in such a way.
/// </summary>
internal static class TarNames
{
    /// <summary>The name without the <c>./</c> that tar writes before all names of a folder.</summary>
    public static string PlainOf(string name) => name.StartsWith("./", StringComparison.Ordinal) ? name[2..] : name;

    /// <summary>Whether a name leads to a file of a layout, and is written otherwise than that file's.</summary>
    public static bool IsDisguised(string plain) => Resolve(plain) is var resolved && resolved != plain && IsOfLayout(resolved);

    /// <summary>The name as a file system resolves it, in the folder that the archive is unpacked into.</summary>
    public static string Resolve(string name)
    {
        var parts = new List<string>();
        foreach (string part in name.Split('/'))
        {
            if (part is "" or ".")
                continue;
            if (part != "..")
                parts.Add(part);
            else if (parts.Count > 0)
                parts.RemoveAt(parts.Count - 1);
        }

        return string.Join('/', parts);
    }

    private static bool IsOfLayout(string name) =>
        name is LayoutFileNames.Marker or LayoutFileNames.Index or LayoutFileNames.DockerManifest || name.StartsWith($"{LayoutFileNames.Blobs}/", StringComparison.Ordinal);
}
