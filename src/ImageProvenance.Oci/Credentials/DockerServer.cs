namespace ImageProvenance.Oci;

/// <summary>The name under which Docker keeps the login of a registry, and asks its helpers for it.</summary>
/// <remarks>docker/cli, cli/registry: <c>IndexServer</c> for Docker Hub, otherwise the registry's host and port.</remarks>
internal static class DockerServer
{
    private const string Hub = "https://index.docker.io/v1/";

    /// <param name="registry">The registry's canonical name.</param>
    public static string Of(string registry) => registry == RegistryName.DockerHub.Value ? Hub : registry;
}
