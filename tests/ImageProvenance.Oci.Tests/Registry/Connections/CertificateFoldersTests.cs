using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ImageProvenance.Oci.Tests;

public sealed class CertificateFoldersTests
{
    private TestCertificates _certificates = null!;
    private string _folder = null!;

    [SetUp]
    public void SetUp()
    {
        _certificates = new();
        _folder = Directory.CreateTempSubdirectory("certs-d-").FullName;
    }

    [TearDown]
    public void TearDown()
    {
        Directory.Delete(_folder, recursive: true);
        _certificates.Dispose();
    }

    private void Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private string RootPem => _certificates.Root.ExportCertificatePem();

    private void WriteClient(string folder, string name = "client")
    {
        using var client = _certificates.Client(name);
        using var key = client.GetECDsaPrivateKey()!;
        Write($"{folder}/{name}.cert", client.ExportCertificatePem());
        Write($"{folder}/{name}.key", key.ExportPkcs8PrivateKeyPem());
    }

    private ServerTls? Find(string server) => new CertificateFolders([_folder]).Find(new(server), rootsOnly: false);

    [TestCase("registry.example", "https://registry.example/v2/", true)]
    [TestCase("registry.example:443", "https://registry.example/v2/", true)]
    [TestCase("registry.example:5000", "https://registry.example:5000/v2/", true)]
    [TestCase("docker.io", "https://registry-1.docker.io/v2/", true)]
    [TestCase("registry.example", "https://registry.example:5000/v2/", false)]
    [TestCase("registry.example", "https://other.example/v2/", false)]
    public void A_registrys_certificates_are_in_the_folder_of_its_name(string folder, string server, bool isFound)
    {
        Write($"{folder}/ca.crt", RootPem + "\n" + RootPem);
        Assert.That(Find(server)?.Roots, isFound ? Has.Count.EqualTo(2) : Is.Null);
    }

    // Red without RegistryName.TryParse in CertificateFolders.NamesOf.
    [TestCase("https://registry_example/")]
    public void A_name_that_no_registry_has_is_not_looked_for(string server)
    {
        Write("registry_example/ca.crt", RootPem);
        Assert.That(Find(server), Is.Null);
    }

    [Test]
    public async Task They_are_used_to_know_the_registry_and_to_be_known_by_it()
    {
        Write("registry.example/ca.crt", RootPem);
        WriteClient("registry.example", "me");
        var image = Content.Image();
        await using var server = (await LocalServer.StartAsync(_certificates.Server("registry.example"))).On("registry.example/v2/acme/app/manifests/1", image.Bytes, MediaTypes.OciManifest);
        using var network = new TestNetwork { Connections = connections => connections.FromCertsD(_folder) }.Name("registry.example", "1.1.1.1").At(server, "1.1.1.1");
        await network.ResolveAsync("registry.example/acme/app:1");
        Assert.That(server.Requests.Single().ClientCertificate, Is.EqualTo("CN=me"));
    }

    [Test]
    public async Task What_is_configured_in_code_goes_before_and_folders_add_what_it_leaves_open()
    {
        using var stranger = new TestCertificates();
        Write("registry.example/ca.crt", stranger.Root.ExportCertificatePem());
        WriteClient("registry.example", "me");
        var image = Content.Image();
        await using var server = (await LocalServer.StartAsync(_certificates.Server("registry.example"))).On("registry.example/v2/acme/app/manifests/1", image.Bytes, MediaTypes.OciManifest);
        using var network = new TestNetwork { Connections = connections => connections.FromCertsD(_folder).CertificateAuthority("registry.example", _certificates.Root) }
            .Name("registry.example", "1.1.1.1").At(server, "1.1.1.1");
        await network.ResolveAsync("registry.example/acme/app:1");
        Assert.That(server.Requests.Single().ClientCertificate, Is.EqualTo("CN=me"));
    }

    [Test]
    public void The_first_folder_that_has_the_registry_counts()
    {
        Write("a/registry.example/ca.crt", RootPem);
        Write("b/registry.example/ca.crt", RootPem + "\n" + RootPem);
        Write("b/other.example/ca.crt", RootPem);
        var folders = new CertificateFolders([Path.Combine(_folder, "missing"), Path.Combine(_folder, "a"), Path.Combine(_folder, "b")]);
        Assert.That(folders.Find(new("https://registry.example/"), rootsOnly: false)!.Roots, Has.Count.EqualTo(1));
        Assert.That(folders.Find(new("https://other.example/"), rootsOnly: false)!.Roots, Has.Count.EqualTo(1));
    }

    [TestCase("ca.crt", "anything")]
    [TestCase("ca.crt", "")]
    [TestCase("ca.crt", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----")]
    [TestCase("client.cert", "")]
    [TestCase("client.key", "anything")]
    public void A_mistake_in_a_file_is_said_with_its_name_and_never_with_its_text(string name, string text)
    {
        WriteClient("registry.example");
        Write($"registry.example/{name}", text);
        var error = Assert.Throws<CredentialException>(() => Find("https://registry.example/"))!;
        Assert.That(error.Message, Does.Contain(Path.Combine(_folder, "registry.example", name)));
        Assert.That(error.ToString(), text.Length > 0 ? Does.Not.Contain(text) : Is.Not.Empty);
    }

    [Test]
    public void A_key_of_another_certificate_is_a_mistake()
    {
        WriteClient("registry.example");
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Write("registry.example/client.key", other.ExportPkcs8PrivateKeyPem());
        Assert.Throws<CredentialException>(() => Find("https://registry.example/"));
    }

    [TestCase("client.cert")]
    [TestCase("client.key")]
    public void A_certificate_without_its_key_is_a_mistake(string missing)
    {
        WriteClient("registry.example");
        File.Delete(Path.Combine(_folder, "registry.example", missing));
        Assert.That(Assert.Throws<CredentialException>(() => Find("https://registry.example/"))!.Message, Does.Contain("registry.example"));
    }

    [Test]
    public void Which_of_two_pairs_is_meant_is_not_guessed()
    {
        WriteClient("registry.example");
        WriteClient("registry.example", "other");
        Assert.Throws<CredentialException>(() => Find("https://registry.example/"));
    }

    [Test]
    public void A_file_without_end_is_not_read_to_it()
    {
        Write("registry.example/ca.crt", RootPem + new string('\n', 1 << 20));
        Assert.Throws<CredentialException>(() => Find("https://registry.example/"));
    }

    [Test]
    public void A_mistake_is_the_callers_and_no_broken_network()
    {
        Write("registry.example/ca.crt", "no certificate");
        using var network = new TestNetwork { Connections = connections => connections.FromCertsD(_folder) }.Name("registry.example", "1.1.1.1");
        Assert.ThrowsAsync<CredentialException>(() => network.ResolveAsync("registry.example/acme/app:1"));
    }

    [Test]
    public void The_conventional_folders_are_those_of_container_tools() =>
        Assert.That(CertificateFolders.Conventional().TakeLast(2), Is.EqualTo(new[] { "/etc/containers/certs.d", "/etc/docker/certs.d" }));

    [Test]
    public void What_makes_no_sense_is_refused_when_it_is_configured()
    {
        Assert.Throws<ArgumentException>(() => RegistryConnections.Build(c => c.ClientCertificate("registry.example", X509CertificateLoader.LoadCertificate(_certificates.Root.RawData))));
        Assert.Throws<ArgumentException>(() => RegistryConnections.Build(c => c.CertificateAuthority("https://registry.example/", _certificates.Root)));
        Assert.Throws<ArgumentException>(() => RegistryConnections.Build(c => c.CertificateAuthority("registry.example")));
        Assert.Throws<ArgumentException>(() => RegistryConnections.Build(c => c.CertificateAuthority()));
    }

    // Red where RegistryConnections.TlsOfAway reads client certificates, or lets the mistake through.
    [TestCase("ca.crt", SourceErrorKind.Network)]
    [TestCase("client.key", null)]
    public async Task A_mistake_in_the_folder_of_a_server_that_a_registry_leads_to_is_not_the_callers(string name, SourceErrorKind? kind)
    {
        Write("registry.example/ca.crt", RootPem);
        Write("storage.example/ca.crt", RootPem);
        Write($"storage.example/{name}", "anything");
        var image = Content.Image();
        await using var server = (await LocalServer.StartAsync(_certificates.Server("registry.example", "storage.example")))
            .OnRedirect("registry.example/v2/acme/app/manifests/1", "https://storage.example/blob")
            .On("storage.example/blob", image.Bytes, MediaTypes.OciManifest);
        using var network = new TestNetwork { Connections = connections => connections.FromCertsD(_folder) }
            .Name("registry.example", "1.1.1.1").Name("storage.example", "1.1.1.1").At(server, "1.1.1.1");
        if (kind is null)
            Assert.That((await network.ResolveAsync("registry.example/acme/app:1")).Bytes.ToArray(), Is.EqualTo(image.Bytes));
        else
            Assert.That(Assert.ThrowsAsync<SourceException>(() => network.ResolveAsync("registry.example/acme/app:1"))!.Kind, Is.EqualTo(kind));
    }
}
