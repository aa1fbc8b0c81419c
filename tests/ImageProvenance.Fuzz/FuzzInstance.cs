using ImageProvenance.Attestations;
using ImageProvenance.Signatures;
using ImageProvenance.Testing;

namespace ImageProvenance.Fuzz;

/// <summary>What seeds are made with: a Sigstore instance with a log of the first version and one of the second, and something to sign.</summary>
internal sealed class FuzzInstance : IDisposable
{
    public static byte[] Artifact { get; } = "an artifact"u8.ToArray();

    public FuzzInstance()
    {
        var clock = new ManualTimeProvider(new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero));
        V1 = new(clock, new() { Name = "v1.test", CertificateLogs = 2 });
        V2 = new(clock, new() { Name = "v2.test", Logs = [RekorVersion.V2], AuthorityKey = TestKeyKind.EcdsaP256 });
        Statement = CosignArtifacts.Statement(Subject.Digest, PredicateTypes.SlsaProvenanceV1, Provenance, "artifact");
        Trust = new([], [Trusted(V1), Trusted(V2)], acceptsCertificates: true);
    }

    public VirtualSigstore V1 { get; }

    public VirtualSigstore V2 { get; }

    public TestIdentity Identity { get; } = TestIdentity.GitHubActions("acme/app");

    public Subject Subject { get; } = Subject.Of(VerifiedBytes.Hash(Artifact));

    public byte[] Statement { get; }

    public TrustPlan Trust { get; }

    /// <summary>The instance that a kind of entry is logged by.</summary>
    public VirtualSigstore LogOf(LogEntryKind kind) => kind is LogEntryKind.HashedRekord002 or LogEntryKind.Dsse002 ? V2 : V1;

    /// <inheritdoc />
    public void Dispose()
    {
        V1.Dispose();
        V2.Dispose();
    }

    private static TrustedInstance Trusted(VirtualSigstore sigstore) =>
        sigstore.Instance with { Profile = sigstore.Instance.Profile with { AllowRekorDsse002 = true } };

    private const string Provenance = """
        {
          "buildDefinition": {
            "buildType": "https://slsa-framework.github.io/github-actions-buildtypes/workflow/v1",
            "externalParameters": { "workflow": { "ref": "refs/heads/main", "repository": "https://github.com/acme/app", "path": ".github/workflows/release.yml" } },
            "internalParameters": {},
            "resolvedDependencies": [ { "uri": "git+https://github.com/acme/app@refs/heads/main", "digest": { "gitCommit": "0123456789abcdef0123456789abcdef01234567" } } ]
          },
          "runDetails": {
            "builder": { "id": "https://github.com/actions/runner/github-hosted" },
            "metadata": { "invocationId": "https://github.com/acme/app/actions/runs/1/attempts/1", "startedOn": "2026-06-01T11:59:00Z", "finishedOn": "2026-06-01T12:00:00Z" }
          }
        }
        """;
}
