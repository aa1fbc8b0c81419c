namespace ImageProvenance.Conventions.Tests;

/// <summary>The public surface of every package is committed as text, so that a change of it is seen and meant.</summary>
public sealed class PublicApiTests
{
    private const string Accept = "UPDATE_PUBLIC_API";

    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "ImageProvenance.Conventions.Tests", "PublicApi");

    private static IEnumerable<SourceProject> Projects => Repository.SourceProjects;

    [TestCaseSource(nameof(Projects))]
    public void The_public_API_is_the_one_that_was_agreed_on(SourceProject project)
    {
        string agreed = Path.Combine(Folder, project.Name + ".txt");
        string received = Path.Combine(Folder, project.Name + ".received.txt");
        string now = PublicApi.Of(project);
        File.Delete(received);
        if (Environment.GetEnvironmentVariable(Accept) == "1")
            File.WriteAllText(agreed, now);

        string before = File.Exists(agreed) ? File.ReadAllText(agreed).ReplaceLineEndings("\n") : "";
        if (before == now)
            return;

        File.WriteAllText(received, now);
        Assert.Fail($"""
            The public API of {project.Name} is another than {agreed} says; what it is now is in {received}.
            {Difference(before, now)}
            If the change is meant, run the test with {Accept}=1, which rewrites the agreed text, and commit it.
            """);
    }

    [Test]
    public void Every_agreed_text_belongs_to_a_project() => Assert.That(
        Directory.GetFiles(Folder, "*.txt").Select(file => Path.GetFileName(file)).Where(file => !file.EndsWith(".received.txt", StringComparison.Ordinal)),
        Is.EquivalentTo(Projects.Select(project => project.Name + ".txt")));

    private static string Difference(string before, string now)
    {
        string[] old = before.Split('\n'), current = now.Split('\n');
        return string.Join('\n', old.Except(current).Select(line => "- " + line.Trim()).Concat(current.Except(old).Select(line => "+ " + line.Trim())));
    }
}
