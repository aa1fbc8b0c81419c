namespace ImageProvenance.Attestations;

/// <summary>The platform that the index gives an image is the one that its configuration says. The builder's platform is another matter.</summary>
internal static class PlatformCheck
{
    public static IEnumerable<Finding> Run(ConsistencyQuestion question)
    {
        if (question.Platform.Config is not { } config)
            yield return question.Find("config-not-read", FindingSeverity.Unknown, "The configuration of this image was not read.");
        else if (question.Platform.Descriptor.Platform is { } described && (config.Platform is null || !AreSame(described, config.Platform)))
            yield return question.Find("platform-mismatch", FindingSeverity.Error,
                "The index gives this image another platform than its configuration.", described.ToString(), config.Platform?.ToString() ?? "none");
    }

    /// <summary>Whether two platforms are the same but for the version of the operating system.</summary>
    public static bool AreSame(Platform one, Platform other) =>
        (one.Os, one.Architecture, one.Variant) == (other.Os, other.Architecture, other.Variant);
}
