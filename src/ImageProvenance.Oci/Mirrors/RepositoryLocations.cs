namespace ImageProvenance.Oci;

/// <summary>Where one repository is read. Immutable.</summary>
/// <param name="Source">
/// The image at the place that decides what tags mean and what refers to an image: as a rule its own name. Another
/// registry that is put here is trusted to resolve tags.
/// </param>
/// <param name="Mirrors">
/// The image at places that content by digest is asked of before the source, in this order. They are trusted with
/// nothing: what does not hash is thrown away, and never are they asked for tags or lists.
/// </param>
public sealed record RepositoryLocations(ImageReference Source, IReadOnlyList<ImageReference> Mirrors);
