namespace ImageProvenance.Testing;

/// <summary>What a path of the distribution API names.</summary>
internal enum RegistryEndpoint
{
    None = 0,
    Base,
    Manifest,
    Blob,
    Upload,
    Referrers,
    Tags,
}
