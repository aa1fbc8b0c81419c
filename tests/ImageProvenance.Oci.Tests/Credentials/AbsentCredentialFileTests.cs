namespace ImageProvenance.Oci.Tests.Credentials;

/// <summary>A machine without any login reads registries anonymously.</summary>
public sealed class AbsentCredentialFileTests
{
    private readonly string _folder = Directory.CreateTempSubdirectory("provenance-tests-").FullName;

    [OneTimeTearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void A_file_in_a_default_place_that_is_not_there_has_no_logins() =>
        Assert.That(new CredentialFileReader(Path.Combine(_folder, "none.json"), isRequired: false).Read().Logins, Is.Empty);

    [Test]
    public void Nor_has_one_in_a_folder_that_is_not_there() =>
        Assert.That(new CredentialFileReader(Path.Combine(_folder, "none", "config.json"), isRequired: false).Read().Logins, Is.Empty);

    [Test]
    public void Nor_has_a_link_that_leads_nowhere()
    {
        string link = Path.Combine(_folder, "link.json");
        File.CreateSymbolicLink(link, Path.Combine(_folder, "gone.json"));
        Assert.That(new CredentialFileReader(link, isRequired: false).Read().Logins, Is.Empty);
    }

    [Test]
    public void One_that_must_be_there_is_missed_by_name() =>
        Assert.That(() => new CredentialFileReader(Path.Combine(_folder, "none.json"), isRequired: true).Read(), Throws.TypeOf<CredentialException>().With.Message.Contains("none.json"));
}
