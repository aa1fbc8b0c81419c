namespace ImageProvenance.Testing;

/// <summary>Writes a repository as an OCI image layout.</summary>
/// <remarks>
/// OCI image-spec, image-layout.md. <c>index.json</c> lists a descriptor for each tag, named by it, and one without a
/// name for each other manifest that has a subject: referrers in a layout are found there, as no list of them exists.
/// </remarks>
internal static class TestLayout
{
    private const string RefName = "org.opencontainers.image.ref.name";

    public static void Write(RepositoryContent repository, string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, "oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}"u8);
        foreach (var digest in repository.Blobs.Keys)
            WriteBlob(folder, digest, repository.FindBlob(digest)!.Value);
        foreach (var digest in repository.Manifests.Keys)
            WriteBlob(folder, digest, repository.FindManifest(digest.ToString())!.Bytes);

        var tagged = repository.Tags.Select(tag => Describe(repository.Manifests[tag.Value], tag.Key));
        var referrers = repository.Manifests.Values
            .Where(manifest => manifest.Subject is not null && !repository.Tags.ContainsValue(manifest.Digest))
            .Select(manifest => Describe(manifest, name: null));
        File.WriteAllBytes(Path.Combine(folder, "index.json"), ManifestJson.WriteIndex([.. tagged, .. referrers]));
    }

    private static Descriptor Describe(StoredManifest manifest, string? name) => new(manifest.MediaType, manifest.Digest, manifest.Bytes.Length)
    {
        ArtifactType = manifest.ArtifactType,
        Annotations = name is null ? manifest.Annotations : new Dictionary<string, string> { [RefName] = name },
    };

    private static void WriteBlob(string folder, Digest digest, ReadOnlyMemory<byte> bytes)
    {
        string directory = Path.Combine(folder, "blobs", digest.ToString().Split(':')[0]);
        Directory.CreateDirectory(directory);
        File.WriteAllBytes(Path.Combine(directory, digest.Hex), bytes.Span);
    }
}
