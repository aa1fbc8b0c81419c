using ImageProvenance.Signatures;

namespace ImageProvenance.Policies;

/// <summary>
/// A workflow run of GitHub Actions on github.com, in one repository. Owner and name of repositories are compared without
/// regard to ASCII case, as GitHub does; all else exactly.
/// </summary>
/// <remarks>
/// fulcio, docs/oid-info.md. Where old certificates have a value in an extension of their own, that one is read. Names of
/// repositories can change hands, ids cannot.
/// </remarks>
public sealed class GitHubActionsSignerRequirement : KeylessSignerRequirement
{
    private static readonly SubjectMatch GitHubActions = SubjectMatch.Exact(WellKnownIssuers.GitHubActions);

    internal GitHubActionsSignerRequirement(SignerTerms terms)
        : base(GitHubActions, terms)
    {
    }

    /// <summary>The repository that was built, <c>owner/name</c>.</summary>
    public required string Repository { get; init; }

    /// <summary>
    /// The workflow's file in that repository, <c>release.yml</c>, or a reusable one in another,
    /// <c>owner/name/.github/workflows/file</c>; null for any in that repository.
    /// </summary>
    public string? Workflow { get; init; }

    /// <summary>The git ref that was built, such as <c>refs/heads/main</c>; null for any.</summary>
    public string? Ref { get; init; }

    /// <summary>The event that started the run, such as <c>push</c>; null for any.</summary>
    public string? Trigger { get; init; }

    /// <summary>Whose machine ran it, <c>github-hosted</c> or <c>self-hosted</c>; null for any.</summary>
    public string? Runner { get; init; }

    /// <summary>The id of the repository's owner; null for any.</summary>
    public string? OwnerId { get; init; }

    /// <summary>The repository's id; null for any.</summary>
    public string? RepositoryId { get; init; }

    internal override string Member => "gitHubActions";

    private (FulcioExtension Extension, FulcioExtension Old, string? Value)[] Conditions =>
    [
        (FulcioExtension.SourceRepositoryRef, FulcioExtension.GitHubWorkflowRef, Ref),
        (FulcioExtension.BuildTrigger, FulcioExtension.GitHubWorkflowTrigger, Trigger),
        (FulcioExtension.RunnerEnvironment, FulcioExtension.Unknown, Runner),
        (FulcioExtension.SourceRepositoryOwnerIdentifier, FulcioExtension.Unknown, OwnerId),
        (FulcioExtension.SourceRepositoryIdentifier, FulcioExtension.Unknown, RepositoryId),
    ];

    private protected override void CheckIdentity(string path, List<PolicyMistake> mistakes)
    {
        void Check(string member, string? mistake)
        {
            if (mistake is not null)
                mistakes.Add(new($"{path}.{member}", mistake));
        }

        Check("repository", GitHubNames.MistakeInRepository(Repository));
        Check("workflow", Workflow is null ? null : GitHubNames.MistakeInWorkflow(Workflow));
        Check("ref", CiNames.MistakeInRef(Ref));
        Check("trigger", Trigger is null ? null : SubjectText.MistakeIn(Trigger));
        Check("runner", Runner is null ? null : SubjectText.MistakeIn(Runner));
        Check("ownerId", CiNames.MistakeInId(OwnerId));
        Check("repositoryId", CiNames.MistakeInId(RepositoryId));
    }

    private protected override string DescribeIdentity() => "GitHub Actions of " + CiNames.Join(
        Repository,
        ("workflow", Workflow), ("ref", Ref), ("trigger", Trigger), ("runner", Runner), ("owner id", OwnerId), ("repository id", RepositoryId));

    private protected override Failure? RefuseIdentity(CertificateIdentity certificate)
    {
        var workflow = new GitHubWorkflowName(Repository, Workflow);
        if (certificate.Kind != SubjectNameKind.Uri || !workflow.Is(certificate.Name))
            return AnotherIdentity(workflow.ToString(), certificate);
        return CiNames.RefuseAnotherSigner(certificate) ?? RefuseRepository(certificate) ?? Conditions
            .Where(condition => condition.Value is not null)
            .Select(condition => new ExtensionCondition(condition.Extension, SubjectMatch.Exact(condition.Value!)).Refuse(certificate[condition.Extension] ?? certificate[condition.Old]))
            .FirstOrDefault(refusal => refusal is not null);
    }

    private Failure? RefuseRepository(CertificateIdentity certificate)
    {
        string? actual = certificate[FulcioExtension.SourceRepositoryUri]
            ?? (certificate[FulcioExtension.GitHubWorkflowRepository] is { } old ? GitHubNames.Server + old : null);
        return actual is not null && GitHubNames.IsRepository(actual, Repository)
            ? null
            : new("certificate-extension-mismatch", "The certificate names another source repository than the policy wants.", GitHubNames.Server + Repository, actual ?? "none");
    }
}
