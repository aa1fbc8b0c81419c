namespace ImageProvenance.Oci;

/// <summary>The file that says that a folder or archive is an image layout, and of which version.</summary>
/// <remarks>OCI image-spec, image-layout.md, "oci-layout file".</remarks>
internal static class LayoutMarker
{
    private const int MaxBytes = 4 << 10;

    private static readonly JsonMembers Known = new("imageLayoutVersion");

    /// <exception cref="ImageLocationException">It is no image layout, or of a version that nobody has defined yet.</exception>
    public static async Task RequireAsync(ILayoutFiles files, FetchBudget budget, CancellationToken cancellationToken)
    {
        await files.OpenAsync(cancellationToken).ConfigureAwait(false);
        if (await files.FindAsync(LayoutFileNames.Marker, MaxBytes, budget, cancellationToken).ConfigureAwait(false) is not { } marker)
            throw new ImageLocationException(await files.HasAsync(LayoutFileNames.DockerManifest, cancellationToken).ConfigureAwait(false)
                ? $"'{files.Place}' was written by an old 'docker save': it does not hold the manifest that a registry has, so there is no digest that a signature could name. Use 'docker buildx build --output type=oci', 'skopeo copy' or 'crane pull --format=oci'."
                : $"'{files.Place}' is no image layout: it has no file '{LayoutFileNames.Marker}'.");
        if (!await files.HasAsync(LayoutFileNames.Index, cancellationToken).ConfigureAwait(false))
            throw new ImageLocationException($"'{files.Place}' is no image layout: it has no file '{LayoutFileNames.Index}'.");
        if (StrictJsonReader.Parse(marker, LayoutFileNames.Marker, Version) is not { } version || !version.StartsWith("1.", StringComparison.Ordinal))
            throw new ImageLocationException($"'{files.Place}' is an image layout of a version that is not known; version 1 is.");
    }

    private static string? Version(ref StrictJsonReader json)
    {
        string? version = null;
        var scope = json.BeginObject(Known);
        while (json.NextMember(ref scope) is not null)
            version = json.ReadString();
        return version;
    }
}
