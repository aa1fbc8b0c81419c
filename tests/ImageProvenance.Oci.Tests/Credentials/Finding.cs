namespace ImageProvenance.Oci.Tests;

/// <summary>How tests ask stores.</summary>
internal static class Finding
{
    public static async Task<RegistryCredential?> FindAsync(this ICredentialStore store, string registry, string repository = "acme/app") =>
        await store.FindAsync(RegistryName.Parse(registry), RepositoryName.Parse(repository), default);

    public static async Task<string?> UserAsync(this ICredentialStore store, string registry, string repository = "acme/app") =>
        (await store.FindAsync(registry, repository))?.Username;
}
