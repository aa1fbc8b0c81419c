using System.Collections.Immutable;
using ImageProvenance.Signatures;

namespace ImageProvenance.Testing;

/// <summary>
/// Whom a <see cref="VirtualSigstore"/> names in a certificate: there is no token to prove it with, so be whom you like.
/// Immutable and thread-safe.
/// </summary>
/// <param name="Name">The name, which is all that the certificate's subject alternative name has.</param>
/// <param name="Kind">The form of the name.</param>
/// <param name="Issuer">The issuer of the identity token; it becomes the extensions .1 and .8 unless <see cref="Extensions"/> has others.</param>
/// <remarks>fulcio, docs/oid-info.md and docs/certificate-specification.md.</remarks>
public sealed record TestIdentity(string Name, SubjectNameKind Kind, string Issuer)
{
    private const string GitHub = "https://github.com";
    private const string Commit = "0123456789abcdef0123456789abcdef01234567";

    /// <summary>The extensions about the token, beside the issuer; null for one that is left out.</summary>
    public ImmutableSortedDictionary<FulcioExtension, string?> Extensions { get; init; } = ImmutableSortedDictionary<FulcioExtension, string?>.Empty;

    /// <summary>A workflow of GitHub Actions that signs for itself, with all that Fulcio writes down about it.</summary>
    /// <param name="repository">The repository, <c>owner/name</c>.</param>
    /// <param name="workflow">The file in <c>.github/workflows</c>.</param>
    /// <param name="ref">The ref that was built.</param>
    /// <param name="trigger">The event that started the workflow.</param>
    public static TestIdentity GitHubActions(string repository, string workflow = "release.yml", string @ref = "refs/heads/main", string trigger = "push")
    {
        ArgumentException.ThrowIfNullOrEmpty(repository);
        string file = $"{GitHub}/{repository}/.github/workflows/{workflow}@{@ref}";
        return Uri(file, "https://token.actions.githubusercontent.com")
            .With(FulcioExtension.GitHubWorkflowTrigger, trigger)
            .With(FulcioExtension.GitHubWorkflowSha, Commit)
            .With(FulcioExtension.GitHubWorkflowName, workflow)
            .With(FulcioExtension.GitHubWorkflowRepository, repository)
            .With(FulcioExtension.GitHubWorkflowRef, @ref)
            .With(FulcioExtension.BuildSignerUri, file)
            .With(FulcioExtension.BuildSignerDigest, Commit)
            .With(FulcioExtension.RunnerEnvironment, "github-hosted")
            .With(FulcioExtension.SourceRepositoryUri, $"{GitHub}/{repository}")
            .With(FulcioExtension.SourceRepositoryDigest, Commit)
            .With(FulcioExtension.SourceRepositoryRef, @ref)
            .With(FulcioExtension.SourceRepositoryIdentifier, "1000001")
            .With(FulcioExtension.SourceRepositoryOwnerUri, $"{GitHub}/{repository.Split('/')[0]}")
            .With(FulcioExtension.SourceRepositoryOwnerIdentifier, "2000002")
            .With(FulcioExtension.BuildConfigUri, file)
            .With(FulcioExtension.BuildConfigDigest, Commit)
            .With(FulcioExtension.BuildTrigger, trigger)
            .With(FulcioExtension.RunInvocationUri, $"{GitHub}/{repository}/actions/runs/3000003/attempts/1")
            .With(FulcioExtension.SourceRepositoryVisibilityAtSigning, "public")
            .With(FulcioExtension.TokenSubject, $"repo:{repository}:ref:{@ref}");
    }

    /// <summary>A person or a service account, by email address.</summary>
    public static TestIdentity Email(string address, string issuer = "https://accounts.google.com") => new(address, SubjectNameKind.Email, issuer);

    /// <summary>A workload with a URI of its own, such as a SPIFFE id.</summary>
    public static TestIdentity Uri(string uri, string issuer) => new(uri, SubjectNameKind.Uri, issuer);

    /// <summary>A user name, <c>user!domain</c>.</summary>
    public static TestIdentity UserName(string name, string issuer) => new(name, SubjectNameKind.UserName, issuer);

    /// <summary>The identity with another value of an extension, or without it.</summary>
    /// <param name="extension">The extension.</param>
    /// <param name="value">Its text; null to leave it out.</param>
    public TestIdentity With(FulcioExtension extension, string? value) => this with { Extensions = Extensions.SetItem(extension, value) };
}
