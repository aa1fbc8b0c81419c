using System.Diagnostics;

namespace ImageProvenance.Oci.Tests;

[Platform(Exclude = "Win", Reason = "Pipes and devices are no files there.")]
public sealed class BoundedFileTests
{
    private string _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("bounded-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    // Red without the look at the length: who opens a pipe that nobody writes to waits for ever, and a device has no end.
    public void A_credential_file_that_is_a_pipe_or_a_device_is_refused([Values("pipe", "/dev/zero", "")] string kind)
    {
        string path = Path.Combine(_folder, "auth.json");
        if (kind == "pipe")
            Process.Start("mkfifo", [path]).WaitForExit();
        else if (kind.Length > 0)
            File.CreateSymbolicLink(path, kind);
        else
            File.WriteAllText(path, "");
        var find = Task.Run(() => new ContainersAuthCredentials(path).FindAsync("ghcr.io"));
        Assert.That(() => find.IsCompleted, Is.True.After(5000, 10));
        Assert.That(Assert.ThrowsAsync<CredentialException>(() => find)!.Message, Does.Contain(path).And.Contain("no regular file"));
    }

    [Test]
    // Red without BoundedFile.Find: the link itself never changes. So do secrets that are mounted into a container.
    public async Task A_credential_file_behind_links_is_read_again_when_they_lead_elsewhere()
    {
        string path = Path.Combine(_folder, "auth.json");
        string version = Path.Combine(_folder, "current");
        foreach (string user in new[] { "one", "second" })
        {
            Directory.CreateDirectory(Path.Combine(_folder, user));
            File.WriteAllText(Path.Combine(_folder, user, "auth.json"), $$"""{"auths":{"ghcr.io":{"username":"{{user}}","password":"p"} } }""");
        }

        Directory.CreateSymbolicLink(version, "one");
        File.CreateSymbolicLink(path, "current/auth.json");
        var store = new ContainersAuthCredentials(path);
        Assert.That(await store.UserAsync("ghcr.io"), Is.EqualTo("one"));
        File.Delete(version);
        Directory.CreateSymbolicLink(version, "second");
        Assert.That(await store.UserAsync("ghcr.io"), Is.EqualTo("second"));
    }

    [TestCase(10, 10, true)]
    [TestCase(11, 10, false)]
    [TestCase(1000, 10, false)]
    public void A_file_is_read_up_to_its_cap(int length, int cap, bool isRead)
    {
        var file = new FileInfo(Path.Combine(_folder, "file"));
        File.WriteAllBytes(file.FullName, new byte[length]);
        if (isRead)
            Assert.That(BoundedFile.Read(file, cap), Has.Length.EqualTo(length));
        else
            Assert.That(Assert.Throws<IOException>(() => BoundedFile.Read(file, cap))!.Message, Does.Contain("more than 10 bytes"));
    }
}
