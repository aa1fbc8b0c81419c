namespace ImageProvenance.Oci;

/// <summary>Chooses one platform's image. Thread-safe.</summary>
public static class PlatformChooser
{
    /// <summary>
    /// The image of a platform: the first child of the index that runs on it, or a single image whose configuration
    /// names it.
    /// </summary>
    /// <exception cref="MalformedContentException">
    /// There is none (<c>platform-not-found</c>, with those that there are), or what there is is malformed.
    /// </exception>
    /// <exception cref="SourceException">A manifest or configuration could not be read.</exception>
    public static async Task<PinnedImage> ChooseAsync(PinnedImage index, Platform platform, ImageContentReader content, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(platform);
        ArgumentNullException.ThrowIfNull(content);
        if (index.Document is ImageManifest single)
        {
            var own = (await PlatformReader.ReadConfigAsync(single, content, cancellationToken).ConfigureAwait(false))?.Platform;
            return own?.Satisfies(platform) == true ? index : throw NotFound(index, platform, [own]);
        }

        var chosen = index;
        for (int depth = 1; chosen.Document is ImageIndex within; depth++)
        {
            if (depth > content.Limits.IndexDepth)
                throw new MalformedContentException("too-deep", $"{index.Location} has indexes within indexes, deeper than is read.", $"at most {content.Limits.IndexDepth}", "more");
            var runnable = within.RunnableManifests.ToList();
            var child = runnable.Find(candidate => candidate.Platform?.Satisfies(platform) == true)
                ?? throw NotFound(index, platform, runnable.Select(candidate => candidate.Platform));
            chosen = chosen.Choose(await content.GetManifestAsync(child, cancellationToken).ConfigureAwait(false));
        }

        return chosen;
    }

    private static MalformedContentException NotFound(PinnedImage image, Platform platform, IEnumerable<Platform?> available) =>
        new("platform-not-found", $"{image.Location} has no image for {platform}.", platform.ToString(), string.Join(", ", available.Select(other => other?.ToString() ?? "unknown").Distinct()) is { Length: > 0 } text ? text : "none");
}
