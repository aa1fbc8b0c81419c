namespace ImageProvenance.Conventions.Tests;

/// <summary>Who may reference whom, and which names belong to whom.</summary>
public sealed class ProjectTests
{
    // The table "Rooms" of the design: references point upward in it only.
    private static readonly Dictionary<string, string[]> MayReference = new()
    {
        ["ImageProvenance.Core"] = [],
        ["ImageProvenance.Oci"] = ["ImageProvenance.Core"],
        ["ImageProvenance.Attestations"] = ["ImageProvenance.Core"],
        ["ImageProvenance.Signatures"] = ["ImageProvenance.Core", "ImageProvenance.Attestations"],
        ["ImageProvenance.Policies"] = ["ImageProvenance.Core", "ImageProvenance.Attestations", "ImageProvenance.Signatures"],
        ["ImageProvenance"] = ["ImageProvenance.Core", "ImageProvenance.Oci", "ImageProvenance.Attestations", "ImageProvenance.Signatures", "ImageProvenance.Policies"],
        ["ImageProvenance.Testing"] = ["ImageProvenance.Core", "ImageProvenance.Oci", "ImageProvenance.Attestations", "ImageProvenance.Signatures", "ImageProvenance.Policies", "ImageProvenance"],
        ["ImageProvenance.Cli"] = ["ImageProvenance"],
    };

    private static IEnumerable<SourceProject> Projects => Repository.SourceProjects;

    [Test]
    public void Every_room_of_the_house_is_here_and_no_other() =>
        Assert.That(Projects.Select(project => project.Name), Is.EquivalentTo(MayReference.Keys));

    /// <summary>Extensions of a host's services stand where .NET hosts expect them.</summary>
    private const string WhereHostsLook = "Microsoft.Extensions.DependencyInjection";

    [TestCaseSource(nameof(Projects))]
    public void A_project_references_only_rooms_above_it(SourceProject project) =>
        Assert.That(project.References, Is.SubsetOf(MayReference[project.Name]));

    [TestCaseSource(nameof(Projects))]
    public void Namespaces_follow_the_projects(SourceProject project)
    {
        var roots = Projects.Select(other => other.RootNamespace).Append(WhereHostsLook).Distinct().ToArray();
        string[] own = project.Name == "ImageProvenance" ? [project.RootNamespace, WhereHostsLook] : [project.RootNamespace];

        Assert.That(project.Types.Where(type => !own.Contains(OwnerOf(type.Namespace ?? ""))).Select(type => type.FullName), Is.Empty);

        // The longest root that a namespace starts with owns it: a part of a project may have a namespace of its own.
        string? OwnerOf(string name) => roots.Where(root => name == root || name.StartsWith(root + ".", StringComparison.Ordinal)).MaxBy(root => root.Length);
    }

    [Test]
    public void Cores_types_are_all_in_the_namespace_that_a_host_opens_first()
    {
        var core = Projects.Single(project => project.Name == "ImageProvenance.Core");

        Assert.That(core.Types.Where(type => type.Namespace != "ImageProvenance").Select(type => type.FullName), Is.Empty);
    }
}
