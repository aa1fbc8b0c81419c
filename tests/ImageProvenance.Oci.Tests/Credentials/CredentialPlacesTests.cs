namespace ImageProvenance.Oci.Tests;

public sealed class CredentialPlacesTests
{
    private static CredentialPlaces Places(params (string Name, string Value)[] variables) =>
        new(name => variables.FirstOrDefault(variable => variable.Name == name).Value, "/home/me");

    [Test]
    public void Without_variables_files_are_at_home()
    {
        Assert.That(Places(("DOCKER_CONFIG", ""), ("REGISTRY_AUTH_FILE", "")).DockerFolder, Is.EqualTo(Path.Combine("/home/me", ".docker")));
        Assert.That(Places().ContainersFiles, Is.EqualTo(new[] { Path.Combine("/home/me", ".config", "containers", "auth.json") }));
    }

    [Test]
    public void Variables_move_them()
    {
        Assert.That(Places(("DOCKER_CONFIG", "/d")).DockerFolder, Is.EqualTo("/d"));
        Assert.That(Places(("XDG_RUNTIME_DIR", "/run/user/1"), ("XDG_CONFIG_HOME", "/c")).ContainersFiles,
            Is.EqualTo(new[] { Path.Combine("/run/user/1", "containers", "auth.json"), Path.Combine("/c", "containers", "auth.json") }));
    }

    [Test]
    public void A_file_that_the_user_names_is_the_only_one() =>
        Assert.That(Places(("REGISTRY_AUTH_FILE", "my.json"), ("XDG_RUNTIME_DIR", "/run/user/1")).ContainersFiles, Is.EqualTo(new[] { "my.json" }));

    [Test]
    public void A_relative_folder_of_the_desktop_is_ignored() =>
        Assert.That(Places(("XDG_RUNTIME_DIR", "run"), ("XDG_CONFIG_HOME", "c")).ContainersFiles, Is.EqualTo(Places().ContainersFiles));
}
