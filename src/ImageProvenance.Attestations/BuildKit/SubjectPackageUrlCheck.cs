namespace ImageProvenance.Attestations;

/// <summary>
/// What provenance calls this image, as BuildKit does by package URLs: the repository and tag it was pushed to, and its
/// platform. Copies and new tags are normal; another platform is not.
/// </summary>
internal static class SubjectPackageUrlCheck
{
    public static IEnumerable<Finding> Run(ConsistencyQuestion question) => question.Provenance.SelectMany(piece => Run(question, piece));

    private static IEnumerable<Finding> Run(ConsistencyQuestion question, UnsignedStatement piece)
    {
        var names = piece.Statement.SubjectsNaming(question.Subject)
            .Select(subject => subject.Name).OfType<string>()
            .Where(name => name.StartsWith("pkg:docker/", StringComparison.OrdinalIgnoreCase)).Distinct().ToList();
        var images = names.Select(DockerPackageUrl.Read).OfType<DockerPackageUrl>().ToList();

        if (images.Count < names.Count)
            yield return question.Find("invalid-subject-purl", FindingSeverity.Warning, "Provenance names this image by a package URL that is malformed.",
                "pkg:docker/NAME@TAG?platform=OS%2FARCH", names.First(name => DockerPackageUrl.Read(name) is null), piece.Id);
        foreach (var finding in Platforms(question, piece, images).Concat(Repositories(question, piece, images)))
            yield return finding;
    }

    private static IEnumerable<Finding> Platforms(ConsistencyQuestion question, UnsignedStatement piece, List<DockerPackageUrl> images)
    {
        if ((question.Platform.Platform ?? question.Platform.Config?.Platform) is not { IsUnknown: false } actual)
            yield break;
        foreach (var named in images.Select(image => image.Platform).OfType<Platform>().Distinct())
        {
            if (!PlatformCheck.AreSame(actual, named))
                yield return question.Find("subject-names-another-platform", FindingSeverity.Error,
                    "Provenance calls this image one of another platform.", actual.ToString(), named.ToString(), piece.Id);
        }
    }

    private static IEnumerable<Finding> Repositories(ConsistencyQuestion question, UnsignedStatement piece, List<DockerPackageUrl> images)
    {
        if (question.Location is not RegistryLocation { Reference: var asked } || images.Count == 0)
            yield break;

        var same = images.Where(image => image.Reference.Registry == asked.Registry && image.Reference.Repository == asked.Repository).ToList();
        if (same.Count == 0)
            yield return question.Find("subject-names-another-repository", FindingSeverity.Warning,
                "Provenance calls this image by another repository; a copy has that.", asked.Name, string.Join(", ", images.Select(image => image.Reference.Name).Distinct()), piece.Id);
        else if (asked.Tag is { } tag && same.All(image => image.Reference.Tag is { } other && other != tag))
            yield return question.Find("subject-names-another-tag", FindingSeverity.Info,
                "Provenance calls this image by another tag.", tag.ToString(), string.Join(", ", same.Select(image => image.Reference.Tag).Distinct()), piece.Id);
    }
}
