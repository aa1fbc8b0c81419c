namespace ImageProvenance.Signatures;

/// <summary>
/// What Fulcio writes into a certificate about the identity token, by the last number of the extension's identifier
/// 1.3.6.1.4.1.57264.1.N. Number 7 is no extension: it is the name's own form (<see cref="SubjectNameKind.UserName"/>).
/// </summary>
/// <remarks>fulcio, docs/oid-info.md.</remarks>
public enum FulcioExtension
{
    /// <summary>Not said; the value of <c>default</c>.</summary>
    Unknown = 0,

    /// <summary>The issuer, as old certificates have it.</summary>
    IssuerV1 = 1,

    /// <summary>The event that started a GitHub workflow, as old certificates have it.</summary>
    GitHubWorkflowTrigger = 2,

    /// <summary>The commit of a GitHub workflow, as old certificates have it.</summary>
    GitHubWorkflowSha = 3,

    /// <summary>The name of a GitHub workflow, as old certificates have it.</summary>
    GitHubWorkflowName = 4,

    /// <summary>The repository of a GitHub workflow, <c>owner/name</c>, as old certificates have it.</summary>
    GitHubWorkflowRepository = 5,

    /// <summary>The ref of a GitHub workflow, as old certificates have it.</summary>
    GitHubWorkflowRef = 6,

    /// <summary>The issuer of the identity token.</summary>
    Issuer = 8,

    /// <summary>The build definition that signed: for GitHub the reusable workflow, where there is one.</summary>
    BuildSignerUri = 9,

    /// <summary>The commit of <see cref="BuildSignerUri"/>.</summary>
    BuildSignerDigest = 10,

    /// <summary>Whose machine ran the build: <c>github-hosted</c> or <c>self-hosted</c>.</summary>
    RunnerEnvironment = 11,

    /// <summary>The repository that was built.</summary>
    SourceRepositoryUri = 12,

    /// <summary>The commit that was built.</summary>
    SourceRepositoryDigest = 13,

    /// <summary>The ref that was built.</summary>
    SourceRepositoryRef = 14,

    /// <summary>The repository's id, which stays when it is renamed and never comes back.</summary>
    SourceRepositoryIdentifier = 15,

    /// <summary>The repository's owner.</summary>
    SourceRepositoryOwnerUri = 16,

    /// <summary>The owner's id, which stays when it is renamed and never comes back.</summary>
    SourceRepositoryOwnerIdentifier = 17,

    /// <summary>The top-level build definition, which may call that of <see cref="BuildSignerUri"/>.</summary>
    BuildConfigUri = 18,

    /// <summary>The commit of <see cref="BuildConfigUri"/>.</summary>
    BuildConfigDigest = 19,

    /// <summary>The event that started the build.</summary>
    BuildTrigger = 20,

    /// <summary>The run, a URL.</summary>
    RunInvocationUri = 21,

    /// <summary>Whether the repository was public or private when the build ran.</summary>
    SourceRepositoryVisibilityAtSigning = 22,

    /// <summary>The deployment environment of the job.</summary>
    DeploymentEnvironment = 23,

    /// <summary>The subject of the identity token, as issued.</summary>
    TokenSubject = 24,
}
