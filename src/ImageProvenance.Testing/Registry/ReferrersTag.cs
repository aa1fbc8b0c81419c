namespace ImageProvenance.Testing;

/// <summary>Writes the referrers tag as clients do where there is no referrers API.</summary>
/// <remarks>OCI distribution-spec, "Referrers Tag Schema".</remarks>
internal static class ReferrersTag
{
    public static void Update(RepositoryContent repository, Digest subject, bool complete)
    {
        var listed = repository.Manifests.Values
            .Where(manifest => manifest.Subject == subject)
            .Select(manifest => complete
                ? manifest.Describe()
                : new Descriptor(manifest.MediaType, manifest.Digest, manifest.Bytes.Length) { ArtifactType = manifest.ConfigMediaType });
        byte[] index = ManifestJson.WriteIndex(listed);
        repository.Put(StoredManifest.Read(Digest.Of(index), MediaTypes.OciIndex, index), TagName.ReferrersTagOf(subject).Value);
    }
}
