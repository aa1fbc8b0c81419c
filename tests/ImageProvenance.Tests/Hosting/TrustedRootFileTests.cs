using System.Text.Json.Nodes;
using ImageProvenance.Signatures;

namespace ImageProvenance.Tests.Hosting;

public sealed class TrustedRootFileTests
{
    private static readonly string Good = File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, "src", "ImageProvenance.Signatures", "Trust", "PublicGood", "trusted_root.json"));

    // The same on one line, and another root with only some of it.
    private static readonly string OneLine = JsonNode.Parse(Good)!.ToJsonString();
    private static readonly string OtherLine = WithoutLogs();

    private string _folder = "";

    [SetUp]
    public void CreateFolder() => _folder = Directory.CreateTempSubdirectory("imageprov-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void A_root_is_loaded_under_the_files_name()
    {
        string path = Write(Good);
        var instance = TrustedRootFile.Load(path);

        Assert.Multiple(() =>
        {
            Assert.That((instance.Name, instance.Source), Is.EqualTo(("root.json", path)));
            Assert.That(instance.Root.Id, Is.EqualTo(TrustedRoot.PublicGood.Id));
            Assert.That(instance.Profile, Is.EqualTo(TrustedInstance.PublicGood.Profile));
        });
    }

    [TestCase("\n")]
    [TestCase("\r\n\r\n")]
    public void Roots_on_lines_are_instances_each(string separator)
    {
        string path = Write(separator + OneLine + separator + OtherLine + separator);
        var instances = TrustedRootFile.LoadAll(path);

        int first = separator.Count(c => c == '\n') + 1;
        Assert.That(instances.Select(instance => instance.Name), Is.EqualTo(new[] { $"root.json:{first}", $"root.json:{(2 * first) - 1}" }));
        Assert.That(instances.Select(instance => instance.Root.TransparencyLogs.Count > 0), Is.EqualTo(new[] { true, false }));
        Assert.That(Refused(() => TrustedRootFile.Load(path)).Message, Does.Contain("several").And.Contain(path));
    }

    [Test]
    public void One_root_on_one_line_is_one() => Assert.That(TrustedRootFile.Load(Write(OneLine + "\n")).Name, Is.EqualTo("root.json"));

    [Test]
    public void What_is_wrong_is_said_with_the_file_and_the_line()
    {
        string path = Write(OneLine + "\n" + OtherLine.Replace("\"mediaType\"", "\"MediaType\"", StringComparison.Ordinal));
        Assert.That(Refused(() => TrustedRootFile.LoadAll(path)).Message, Does.StartWith($"'{path}', line 2: "));

        path = Write("{}");
        var failure = Refused(() => TrustedRootFile.Load(path));
        Assert.That((failure.Code, failure.Message), Is.EqualTo(("invalid-trusted-root", $"'{path}': A trusted root has a media type that is not read.")));
    }

    [TestCase("")]
    [TestCase("nonsense")]
    [TestCase("{}\nnonsense")]
    [TestCase("\uFEFF{}")]
    public void What_is_no_root_is_refused(string text) => Refused(() => TrustedRootFile.LoadAll(Write(text)));

    [Test]
    public void A_file_that_cannot_be_read_is_an_error_of_input_and_output()
    {
        string absent = Path.Combine(_folder, "absent.json");
        Assert.That(() => TrustedRootFile.Load(absent), Throws.InstanceOf<IOException>().With.Message.Contains(absent));
        Assert.That(() => TrustedRootFile.Load(_folder), Throws.InstanceOf<IOException>().With.Message.Contains(_folder));
        Assert.That(() => TrustedRootFile.Load(""), Throws.ArgumentException);
    }

    [Test]
    public void A_file_has_4_MiB_at_most()
    {
        Assert.That(() => TrustedRootFile.Load(Write(Good.PadRight(TrustedRoot.MaxBytes))), Throws.Nothing);
        Assert.That(() => TrustedRootFile.Load(Write(Good.PadRight(TrustedRoot.MaxBytes + 1))), Throws.InstanceOf<IOException>());
    }

    private string Write(string text)
    {
        string path = Path.Combine(_folder, "root.json");
        File.WriteAllText(path, text);
        return path;
    }

    private static Failure Refused(Action load) => Assert.Throws<MalformedContentException>(() => load())!.Failure;

    private static string WithoutLogs()
    {
        var root = JsonNode.Parse(Good)!.AsObject();
        root.Remove("tlogs");
        root.Remove("ctlogs");
        return root.ToJsonString();
    }
}
