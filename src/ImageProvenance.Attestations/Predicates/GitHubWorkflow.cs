namespace ImageProvenance.Attestations;

/// <summary>The source of a build by a GitHub Actions workflow: which repository's workflow ran, and at which reference.</summary>
/// <remarks>actions.github.io/buildtypes/workflow/v1 and its older name; the commit is among the dependencies.</remarks>
internal static class GitHubWorkflow
{
    private static readonly JsonMembers ParameterMembers = new("workflow");
    private static readonly JsonMembers WorkflowMembers = new("repository", "ref");

    public static bool Is(string? buildType) => buildType is
        "https://actions.github.io/buildtypes/workflow/v1" or
        "https://slsa-framework.github.io/github-actions-buildtypes/workflow/v1";

    public static ProvenanceSource? SourceOf(ReadOnlyMemory<byte> externalParameters, IReadOnlyList<ResourceDescriptor> dependencies)
    {
        if (externalParameters.IsEmpty || StrictJsonReader.Parse(externalParameters, "SLSA provenance", ReadParameters) is not { Repository: { } repository } workflow)
            return null;
        var checkout = dependencies.FirstOrDefault(dependency => IsCheckoutOf(repository, dependency.Uri));
        return new(repository, workflow.Ref, checkout is null ? null : GitUri.CommitOf(checkout.Uri!, checkout.Digest));
    }

    // Another repository's commit is never taken for this one's.
    private static bool IsCheckoutOf(string repository, string? uri) =>
        uri is not null && (uri == $"git+{repository}" || uri.StartsWith($"git+{repository}@", StringComparison.Ordinal));

    private static (string? Repository, string? Ref) ReadParameters(ref StrictJsonReader json)
    {
        (string? Repository, string? Ref) workflow = default;
        var scope = json.BeginObject(ParameterMembers);
        while (json.NextMember(ref scope) is { })
            workflow = ReadWorkflow(ref json);
        return workflow;
    }

    private static (string? Repository, string? Ref) ReadWorkflow(ref StrictJsonReader json)
    {
        string? repository = null, reference = null;
        var scope = json.BeginObject(WorkflowMembers);
        while (json.NextMember(ref scope) is { } member)
        {
            switch (member)
            {
                case "repository": repository = json.ReadText(); break;
                case "ref": reference = json.ReadText(); break;
            }
        }

        return (repository, reference);
    }
}
