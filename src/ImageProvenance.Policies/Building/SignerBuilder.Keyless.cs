using ImageProvenance.Signatures;

namespace ImageProvenance.Policies;

// Signers known by the certificate that a Sigstore instance issued to them.
public sealed partial class SignerBuilder
{
    /// <summary>Whoever an issuer vouches for under this name, both exactly.</summary>
    /// <param name="issuer">The issuer of the identity token, a URL; <see cref="WellKnownIssuers"/> has some.</param>
    /// <param name="identity">The name in the certificate: an email address, or the address of a workflow with its ref.</param>
    public SignerBuilder Keyless(string issuer, string identity) => Keyless(SubjectMatch.Exact(issuer), SubjectMatch.Exact(identity));

    /// <summary>Whoever an issuer vouches for under such a name.</summary>
    public SignerBuilder Keyless(string issuer, SubjectMatch identity) => Keyless(SubjectMatch.Exact(issuer), identity);

    /// <summary>Whoever such an issuer vouches for under such a name.</summary>
    public SignerBuilder Keyless(SubjectMatch issuer, SubjectMatch identity)
    {
        ArgumentNullException.ThrowIfNull(issuer);
        ArgumentNullException.ThrowIfNull(identity);
        return Add(terms => new IdentitySignerRequirement(issuer, identity, terms));
    }

    /// <summary>A workflow run of GitHub Actions on github.com.</summary>
    /// <param name="repository">The repository that was built, <c>owner/name</c>.</param>
    /// <param name="workflow">The workflow's file, <c>release.yml</c>, at any ref, or a reusable one, <c>owner/name/.github/workflows/file</c>; null for any in the repository.</param>
    /// <param name="ref">The git ref that was built, such as <c>refs/heads/main</c>; null for any.</param>
    /// <param name="trigger">The event that started the run, such as <c>push</c>; null for any.</param>
    /// <param name="runner">Whose machine ran it, <c>github-hosted</c> or <c>self-hosted</c>; null for any.</param>
    /// <param name="ownerId">The id of the repository's owner, which names that change hands do not change; null for any.</param>
    /// <param name="repositoryId">The repository's id; null for any.</param>
    public SignerBuilder GitHubActions(
        string repository, string? workflow = null, string? @ref = null, string? trigger = null, string? runner = null, string? ownerId = null, string? repositoryId = null)
    {
        ArgumentNullException.ThrowIfNull(repository);
        return Add(terms => new GitHubActionsSignerRequirement(terms)
        {
            Repository = repository,
            Workflow = workflow,
            Ref = @ref,
            Trigger = trigger,
            Runner = runner,
            OwnerId = ownerId,
            RepositoryId = repositoryId,
        });
    }

    /// <summary>A pipeline of GitLab CI.</summary>
    /// <param name="project">The project that was built, <c>group/name</c>.</param>
    /// <param name="config">The file of the pipeline's definition, such as <c>.gitlab-ci.yml</c>, at any ref; null for any of the project.</param>
    /// <param name="ref">The git ref that was built, such as <c>refs/heads/main</c>; null for any.</param>
    /// <param name="trigger">What started the pipeline, such as <c>push</c>; null for anything.</param>
    /// <param name="runner">Whose machine ran it, <c>gitlab-hosted</c> or <c>self-hosted</c>; null for any.</param>
    /// <param name="namespaceId">The id of the project's namespace; null for any.</param>
    /// <param name="projectId">The project's id; null for any.</param>
    /// <param name="server">The server, which is the issuer too.</param>
    public SignerBuilder GitLabCI(
        string project,
        string? config = null,
        string? @ref = null,
        string? trigger = null,
        string? runner = null,
        string? namespaceId = null,
        string? projectId = null,
        string server = WellKnownIssuers.GitLab)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(server);
        return Add(terms => new GitLabCISignerRequirement(server, terms)
        {
            Project = project,
            Config = config,
            Ref = @ref,
            Trigger = trigger,
            Runner = runner,
            NamespaceId = namespaceId,
            ProjectId = projectId,
        });
    }

    /// <summary>A person or service account of Google.</summary>
    /// <param name="email">The email address, exactly.</param>
    public SignerBuilder Google(string email)
    {
        ArgumentNullException.ThrowIfNull(email);
        return Add(terms => new GoogleSignerRequirement(email, terms));
    }

    /// <summary>Besides, an extension of the certificate says exactly this. A certificate without it does not fit.</summary>
    public SignerBuilder WithExtension(FulcioExtension extension, string value) => WithExtension(extension, SubjectMatch.Exact(value));

    /// <summary>Besides, an extension of the certificate says such a thing. A certificate without it does not fit.</summary>
    public SignerBuilder WithExtension(FulcioExtension extension, SubjectMatch value)
    {
        ArgumentNullException.ThrowIfNull(value);
        _extensions.Add(new(extension, value));
        return this;
    }

    /// <summary>At least so many transparency logs hold the signature, of whatever instance; each log or operator counts once.</summary>
    public SignerBuilder RequireLogEntries(int count) => With(_thresholds with { LogEntries = count });

    /// <summary>At least so many logs or timestamp authorities say when the signature existed.</summary>
    public SignerBuilder RequireTimes(int count) => With(_thresholds with { Times = count });

    /// <summary>At least so many certificate logs have promised to publish the signer's certificate.</summary>
    public SignerBuilder RequireScts(int count) => With(_thresholds with { Scts = count });

    /// <summary>
    /// No transparency log needs to hold the signature, although the instance has logs: that the identity was misused cannot be
    /// seen by its owner then.
    /// </summary>
    public SignerBuilder WithoutLogUnsafe() => With(_thresholds with { WithoutLog = true });

    /// <summary>
    /// No certificate log needs to have promised to publish the certificate, although the instance has such logs: that the
    /// authority issued what it should not cannot be seen then.
    /// </summary>
    public SignerBuilder WithoutSctUnsafe() => With(_thresholds with { WithoutSct = true });

    /// <summary>Log entries of kind <c>dsse</c> 0.0.2 count, which Rekor v2 wrote before its first release.</summary>
    public SignerBuilder AllowRekorDsse002() => With(_thresholds with { AllowRekorDsse002 = true });

    private SignerBuilder With(SignerThresholds thresholds)
    {
        _thresholds = thresholds;
        return this;
    }
}
