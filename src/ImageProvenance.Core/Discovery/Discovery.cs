namespace ImageProvenance;

/// <summary>What was found attached to an image, and what could not be looked at. Immutable and thread-safe.</summary>
/// <param name="Image">The image that is judged.</param>
/// <param name="Platforms">Its platforms, where the plan needed them.</param>
/// <param name="Evidence">The pieces found, each once, in the order of their places.</param>
/// <param name="Unread">The places that could not be read.</param>
public sealed record Discovery(
    PinnedImage Image,
    IReadOnlyList<PlatformImage> Platforms,
    IReadOnlyList<DiscoveredEvidence> Evidence,
    IReadOnlyList<UnreadPlace> Unread);
