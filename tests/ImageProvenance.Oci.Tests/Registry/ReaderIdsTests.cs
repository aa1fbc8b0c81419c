namespace ImageProvenance.Oci.Tests.Registry;

/// <summary>What one reader was shown, another is not: readers are told apart by every part of every credential.</summary>
public sealed class ReaderIdsTests
{
    private readonly ReaderIds _ids = new();

    private static RegistryCredential?[][] Different { get; } =
    [
        [null],
        [null, null],
        [Login("alice", "secret")],
        [Login("alice", "other")],
        [Login("alices", "ecret")],
        [RegistryCredential.FromIdentityToken("secret", "x")],
        [RegistryCredential.FromRegistryToken("secret", "x")],
        [Login("alice", "secret"), null],
        [null, Login("alice", "secret")],
        [Login("alice", "secret"), Login("alice", "secret")],
    ];

    [Test]
    public void Other_credentials_are_another_reader() => Assert.That(Different.Select(_ids.Of), Is.Unique);

    [Test]
    public void The_same_credentials_are_the_same_reader_wherever_they_come_from() =>
        Assert.That(_ids.Of([RegistryCredential.Basic("alice", "secret", "one file")]), Is.EqualTo(_ids.Of([RegistryCredential.Basic("alice", "secret", "another")])));

    [Test]
    public void A_name_says_nothing_outside() => Assert.That(_ids.Of([null]), Is.Not.EqualTo(new ReaderIds().Of([null])));

    // What a mirror shows to one login, it may not show to another.
    [Test]
    public async Task Who_reads_mirrors_otherwise_is_another_reader()
    {
        using var registry = new ScriptedRegistry();
        var options = new RegistryOptions { Locations = new LocationTable([new(RepositoryPrefix.Parse("registry.example")) { Mirrors = [RepositoryPrefix.Parse("mirror.example/hub")] }]) };
        RegistryCredential? atMirror = null;
        var credentials = new DelegateCredentials("a test", (name, _, _) => new(name.Value == "mirror.example" ? atMirror : null));
        var source = new RegistryImageSource(registry, credentials, options);
        var location = ImageLocation.Parse("registry.example/acme/app:1");

        string anonymous = await source.FindReaderAsync(location, CancellationToken.None);
        atMirror = Login("alice", "secret");
        Assert.That(await source.FindReaderAsync(location, CancellationToken.None), Is.Not.EqualTo(anonymous));
    }

    private static RegistryCredential Login(string user, string password) => RegistryCredential.Basic(user, password, "x");
}
