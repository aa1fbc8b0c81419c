using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace ImageProvenance.Conventions.Tests;

/// <summary>
/// Core, Attestations, Signatures and Policies are functions of their arguments: what they were compiled to refers to
/// no network, no disk, no process, no environment and no clock.
/// </summary>
public sealed class PureLayerTests
{
    private static readonly string[] PureLayers =
        ["ImageProvenance.Core", "ImageProvenance.Attestations", "ImageProvenance.Signatures", "ImageProvenance.Policies"];

    private static readonly string[] ForbiddenNamespaces =
        ["System.Net.Http", "System.Net.Sockets", "System.Net.Security", "System.Net.NetworkInformation", "System.IO.Pipes", "System.IO.IsolatedStorage", "System.IO.MemoryMappedFiles", "Microsoft.Win32"];

    // What the analyzer forbids in the source, and its neighbours: the analyzer does not see what generators write.
    private static readonly string[] ForbiddenTypes =
    [
        .. Banned("T:").Where(type => type != EnvironmentType),
        "System.IO.FileSystemInfo", "System.IO.DriveInfo", "System.IO.DirectoryInfo", "System.IO.RandomAccess", "System.IO.FileSystemWatcher",
        "System.Net.Dns", "System.Net.WebClient", "System.Net.WebRequest", "System.Console",
        "System.Security.Cryptography.X509Certificates.X509Store",
    ];

    private static readonly string[] ForbiddenMembers =
        [.. Banned("P:").Select(property => property.Insert(property.LastIndexOf('.') + 1, "get_"))];

    private const string EnvironmentType = "System.Environment";

    // What the compiler writes into every iterator.
    private const string IteratorsOwn = EnvironmentType + ".get_CurrentManagedThreadId";

    private static IEnumerable<SourceProject> Layers => Repository.SourceProjects.Where(project => PureLayers.Contains(project.Name));

    [TestCaseSource(nameof(Layers))]
    public void A_pure_layer_touches_nothing_outside_of_its_arguments(SourceProject layer)
    {
        using var stream = File.OpenRead(layer.Assembly.Location);
        using var file = new PEReader(stream);

        Assert.That(Forbidden(file.GetMetadataReader()), Is.Empty);
    }

    [Test]
    public void The_rule_finds_what_it_looks_for()
    {
        // This assembly reads files, the environment and a clock, and starts a process.
        using var stream = File.OpenRead(typeof(PureLayerTests).Assembly.Location);
        using var file = new PEReader(stream);

        Assert.That(Clock, Is.Not.Null);
        Assert.That(Forbidden(file.GetMetadataReader()), Is.SupersetOf(new[]
        {
            "System.IO.File", "System.Diagnostics.Process", "System.Environment.GetEnvironmentVariable", "System.TimeProvider.get_System",
        }));
    }

    private static TimeProvider Clock => TimeProvider.System;

    private static IEnumerable<string> Banned(string kind) =>
        from file in new[] { "eng/BannedSymbols.txt", "eng/BannedSymbols.Pure.txt" }
        from line in Repository.Read(file).Split('\n')
        where line.StartsWith(kind, StringComparison.Ordinal)
        select line[kind.Length..].Split(';')[0];

    private static IEnumerable<string> Forbidden(MetadataReader metadata)
    {
        var types = metadata.TypeReferences.Select(metadata.GetTypeReference)
            .Where(type => ForbiddenTypes.Contains(NameOf(metadata, type)) || IsForbiddenNamespace(metadata.GetString(type.Namespace)))
            .Select(type => NameOf(metadata, type));
        var members = metadata.MemberReferences.Select(metadata.GetMemberReference)
            .Where(member => member.Parent.Kind == HandleKind.TypeReference)
            .Select(member => $"{NameOf(metadata, metadata.GetTypeReference((TypeReferenceHandle)member.Parent))}.{metadata.GetString(member.Name)}")
            .Where(member => ForbiddenMembers.Contains(member) || (member.StartsWith(EnvironmentType + ".", StringComparison.Ordinal) && member != IteratorsOwn));
        return types.Concat(members).Distinct();
    }

    private static bool IsForbiddenNamespace(string name) =>
        ForbiddenNamespaces.Any(forbidden => name == forbidden || name.StartsWith(forbidden + ".", StringComparison.Ordinal));

    private static string NameOf(MetadataReader metadata, TypeReference type) =>
        $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}";
}
