namespace ImageProvenance;

/// <summary>How locations with a path are written.</summary>
internal static class LocationText
{
    public static string Of(string scheme, string path, string? name, Digest? digest) =>
        $"{scheme}:{path}{(name is null ? "" : $":{name}")}{(digest is null ? "" : $"@{digest}")}";
}
