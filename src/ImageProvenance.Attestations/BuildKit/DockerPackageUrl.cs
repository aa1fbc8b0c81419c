namespace ImageProvenance.Attestations;

/// <summary>A package URL of an image as BuildKit writes it, read as the names it stands for.</summary>
/// <param name="Reference">The image, normalised.</param>
/// <param name="Platform">The platform, or null if the URL names none.</param>
internal sealed record DockerPackageUrl(ImageReference Reference, Platform? Platform)
{
    /// <summary>Reads <c>pkg:docker/…</c>; null if it is malformed.</summary>
    public static DockerPackageUrl? Read(string text)
    {
        if (!PackageUrl.TryParse(text, out var url) || url.Type != "docker")
            return null;

        string separator = url.Version is null ? "" : url.Version.Contains(':') ? "@" : ":";
        if (!ImageReference.TryParse(url.Path + separator + url.Version, out var reference))
            return null;
        if (!url.Qualifiers.TryGetValue("platform", out string? platform))
            return new(reference, null);
        return ReadPlatform(platform) is { } read ? new(reference, read) : null;
    }

    // containerd writes the version of the operating system after its name: windows(10.0.20348)/amd64.
    private static Platform? ReadPlatform(string text)
    {
        int open = text.IndexOf('('), close = text.IndexOf(')');
        string plain = open > 0 && close > open ? text[..open] + text[(close + 1)..] : text;
        string[] parts = plain.Split('/');
        return parts.Length is 2 or 3 && parts.All(part => part.Length > 0) ? Platform.Parse(plain) : null;
    }
}
