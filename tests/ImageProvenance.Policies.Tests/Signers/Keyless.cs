using ImageProvenance.Attestations;
using ImageProvenance.Signatures;

namespace ImageProvenance.Policies.Tests.Signers;

/// <summary>Facts as a provider proves them of keyless signatures, and what requirements make of them.</summary>
internal static class Keyless
{
    public const string GitHub = WellKnownIssuers.GitHubActions;

    public const string Workflow = "https://github.com/acme/app/.github/workflows/release.yml@refs/heads/main";

    /// <summary>What Fulcio writes of a run of that workflow, as the certificates of today have it.</summary>
    public static IReadOnlyDictionary<FulcioExtension, string> Run { get; } = new Dictionary<FulcioExtension, string>
    {
        [FulcioExtension.Issuer] = GitHub,
        [FulcioExtension.BuildSignerUri] = Workflow,
        [FulcioExtension.RunnerEnvironment] = "github-hosted",
        [FulcioExtension.SourceRepositoryUri] = "https://github.com/acme/app",
        [FulcioExtension.SourceRepositoryRef] = "refs/heads/main",
        [FulcioExtension.SourceRepositoryIdentifier] = "111",
        [FulcioExtension.SourceRepositoryOwnerUri] = "https://github.com/acme",
        [FulcioExtension.SourceRepositoryOwnerIdentifier] = "222",
        [FulcioExtension.BuildTrigger] = "push",
    };

    /// <summary>A certificate of that run.</summary>
    public static CertificateIdentity RunCertificate { get; } = new(Workflow, SubjectNameKind.Uri, GitHub, Run);

    /// <summary>A certificate with a name and nothing besides.</summary>
    public static CertificateIdentity Certificate(string name, string? issuer = GitHub, SubjectNameKind kind = SubjectNameKind.Uri) =>
        new(name, kind, issuer, new Dictionary<FulcioExtension, string>());

    /// <summary>The certificate of the run with another name, build definition included.</summary>
    public static CertificateIdentity Named(string name, SubjectNameKind kind = SubjectNameKind.Uri) =>
        new(name, kind, GitHub, With(Run, FulcioExtension.BuildSignerUri, name));

    /// <summary>The certificate of the run with an extension of another value; null to leave it out.</summary>
    public static CertificateIdentity Saying(FulcioExtension extension, string? value) => new(Workflow, SubjectNameKind.Uri, GitHub, With(Run, extension, value));

    public static Dictionary<FulcioExtension, string> With(IReadOnlyDictionary<FulcioExtension, string> extensions, FulcioExtension extension, string? value)
    {
        var changed = extensions.ToDictionary();
        changed.Remove(extension);
        if (value is not null)
            changed.Add(extension, value);
        return changed;
    }

    /// <summary>The fact that a certificate's holder signed the image, vouched for by one log, one time and one certificate log.</summary>
    public static SignatureFact Fact(CertificateIdentity certificate, TrustedInstance? instance = null) =>
        new(Scene.Image, SignedContent.Signature, new(Signer.Keyless, certificate.Name) { Certificate = certificate })
        {
            Instance = instance ?? Some.Instance(),
            Log = [Entry("log-a")],
            Times = [new("https://tsa.example", DateTimeOffset.UnixEpoch, "tsa-a")],
            CertificateLogs = ["ct-a"],
        };

    public static LoggedEntry Entry(string log, string kind = "hashedrekord 0.0.1") => new($"https://{log}.example", 42, log, kind);

    /// <summary>The code with which a signer is refused; null if it is accepted.</summary>
    public static string? Refusal(Action<SignerBuilder> signer, CertificateIdentity certificate) => Refuse(signer, Fact(certificate))?.Code;

    public static Failure? Refuse(Action<SignerBuilder> signer, SignatureFact fact) => Requirement(signer).Refuse(fact);

    public static SignerRequirement Requirement(Action<SignerBuilder> signer) =>
        ((SignatureRequirement)VerificationPolicy.Require(rule => rule.SignedBy(signer)).Otherwise.Requirement!).By;

    /// <summary>A scene in which a provider proves these facts, in their order.</summary>
    public static Scene SceneOf(params SignatureFact[] facts)
    {
        var scene = new Scene();
        for (int i = 0; i < facts.Length; i++)
        {
            scene.Providers.Add(new ClaimingProvider(facts[i], Signer.Keyless, $"{i}"));
            scene.With(Scene.Layer(ClaimingProvider.MediaType, $"{i}"));
        }

        return scene;
    }
}
