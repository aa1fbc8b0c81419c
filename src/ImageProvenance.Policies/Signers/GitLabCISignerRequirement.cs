using ImageProvenance.Signatures;

namespace ImageProvenance.Policies;

/// <summary>A pipeline of GitLab CI in one project, on gitlab.com or a server of one's own. Everything is compared exactly.</summary>
/// <remarks>fulcio, docs/oid-info.md; GitLab Docs, "OpenID Connect (OIDC) authentication using ID tokens": <c>ci_config_ref_uri</c>.</remarks>
public sealed class GitLabCISignerRequirement : KeylessSignerRequirement
{
    internal GitLabCISignerRequirement(string server, SignerTerms terms)
        : base(SubjectMatch.Exact(server), terms)
    {
    }

    /// <summary>The server, which is the issuer too.</summary>
    public string Server => Issuer.Text;

    /// <summary>The project that was built, <c>group/name</c>.</summary>
    public required string Project { get; init; }

    /// <summary>The file of the pipeline's definition, such as <c>.gitlab-ci.yml</c>; null for any of the project.</summary>
    public string? Config { get; init; }

    /// <summary>The git ref that was built, such as <c>refs/heads/main</c>; null for any.</summary>
    public string? Ref { get; init; }

    /// <summary>What started the pipeline, such as <c>push</c>; null for anything.</summary>
    public string? Trigger { get; init; }

    /// <summary>Whose machine ran it, <c>gitlab-hosted</c> or <c>self-hosted</c>; null for any.</summary>
    public string? Runner { get; init; }

    /// <summary>The id of the project's namespace; null for any.</summary>
    public string? NamespaceId { get; init; }

    /// <summary>The project's id; null for any.</summary>
    public string? ProjectId { get; init; }

    internal override string Member => "gitLabCI";

    private (FulcioExtension Extension, string? Value)[] Conditions =>
    [
        (FulcioExtension.SourceRepositoryUri, $"{Server}/{Project}"),
        (FulcioExtension.SourceRepositoryRef, Ref),
        (FulcioExtension.BuildTrigger, Trigger),
        (FulcioExtension.RunnerEnvironment, Runner),
        (FulcioExtension.SourceRepositoryOwnerIdentifier, NamespaceId),
        (FulcioExtension.SourceRepositoryIdentifier, ProjectId),
    ];

    private protected override void CheckIdentity(string path, List<PolicyMistake> mistakes)
    {
        void Check(string member, string? mistake)
        {
            if (mistake is not null)
                mistakes.Add(new($"{path}.{member}", mistake));
        }

        Check("server", Issuer.Mistake ?? (IsServer(Server) ? null : $"'{Server}' is no server; write it like https://gitlab.example.com, without a slash at the end."));
        Check("project", IsPath(Project) && Project.Contains('/', StringComparison.Ordinal) ? null : $"'{Project}' is no project of GitLab; write it as group/name.");
        Check("config", Config is null || IsPath(Config) ? null : $"'{Config}' is no file of a project; write it like .gitlab-ci.yml.");
        Check("ref", CiNames.MistakeInRef(Ref));
        Check("trigger", Trigger is null ? null : SubjectText.MistakeIn(Trigger));
        Check("runner", Runner is null ? null : SubjectText.MistakeIn(Runner));
        Check("namespaceId", CiNames.MistakeInId(NamespaceId));
        Check("projectId", CiNames.MistakeInId(ProjectId));
    }

    private protected override string DescribeIdentity() => "GitLab CI of " + CiNames.Join(
        Project,
        ("config", Config), ("ref", Ref), ("trigger", Trigger), ("runner", Runner), ("namespace id", NamespaceId), ("project id", ProjectId));

    private protected override Failure? RefuseIdentity(CertificateIdentity certificate)
    {
        if (certificate.Kind != SubjectNameKind.Uri || !IsPipeline(certificate.Name))
            return AnotherIdentity($"{Server}/{Project}//{Config ?? "…"}@refs/…", certificate);
        return CiNames.RefuseAnotherSigner(certificate) ?? Conditions
            .Where(condition => condition.Value is not null)
            .Select(condition => new ExtensionCondition(condition.Extension, SubjectMatch.Exact(condition.Value!)).Refuse(certificate))
            .FirstOrDefault(refusal => refusal is not null);
    }

    private bool IsPipeline(string name)
    {
        string project = $"{Server}/{Project}//";
        if (!SubjectText.IsPlain(name) || !name.StartsWith(project, StringComparison.Ordinal))
            return false;
        string file = name[project.Length..];
        int end = Config is null ? file.IndexOf("@refs/", StringComparison.Ordinal) : file.StartsWith(Config, StringComparison.Ordinal) ? Config.Length : -1;
        return end > 0 && end < file.Length && file[end] == '@' && CiNames.IsRef(file[(end + 1)..])
            && !file.AsSpan(end + 1).Contains("@refs/", StringComparison.Ordinal);
    }

    private static bool IsServer(string text) =>
        text.StartsWith("https://", StringComparison.Ordinal) && !text.EndsWith('/') && text.Length > "https://".Length && !text.AsSpan().ContainsAny("@?#");

    private static bool IsPath(string text) => SubjectText.MistakeIn(text) is null && SubjectText.IsPlain(text)
        && !text.AsSpan().ContainsAny("@?#: ") && text.Split('/').All(part => part is not ("" or "." or ".."));
}
