namespace ImageProvenance.Oci;

/// <summary>
/// Knows where repositories are read. The name of an image stays what it is in policies and reports, wherever its bytes
/// come from. Implementations are thread-safe and answer at once.
/// </summary>
public interface IRepositoryLocations
{
    /// <summary>Where an image's repository is read.</summary>
    /// <param name="image">The image, by its own name.</param>
    /// <exception cref="ImageLocationException">The image cannot have a name there.</exception>
    RepositoryLocations Find(ImageReference image);
}
