using System.CommandLine;
using ImageProvenance.Attestations;
using ImageProvenance.Policies;
using ImageProvenance.Signatures;

namespace ImageProvenance.Cli.Commands;

/// <summary><c>imageprov verify-bundle</c>: one artifact and one Sigstore bundle, by the protocol of sigstore-conformance.</summary>
internal static class VerifyBundleCommand
{
    private const int MaxArtifactBytes = 1 << 30;

    public static Command Create(Terminal terminal)
    {
        var bundle = new Option<string>("--bundle") { Description = "The Sigstore bundle", Required = true };
        var signer = new SignerOptions();
        var roots = TrustedRootOption.Create();
        var staging = new Option<bool>("--staging") { Description = "Sigstore's staging instance; name its root with --trusted-root" };
        var artifact = new Argument<string>("FILE_OR_DIGEST") { Description = "The artifact, or its digest: sha256:HEX" };
        var command = new Command("verify-bundle", "Verifies one artifact and one Sigstore bundle: exit code 0 proven, 1 not proven, 2 nothing judged.")
        {
            bundle, roots, staging, artifact,
        };
        signer.AddTo(command);

        command.SetAction(parsed =>
        {
            var instances = TrustedRootOption.Load(parsed.GetValue(roots));
            if (parsed.GetValue(staging) && parsed.GetValue(roots) is not { Length: > 0 })
                throw new UsageException("--staging needs --trusted-root FILE: the root of the staging instance is not part of this tool.");
            var rule = VerificationPolicy.Require(rule => rule.SignedBy(signer.Signer(parsed))).Otherwise;
            var trust = rule.Plan(PolicyRule.DefaultProviders, instances).Trust;
            var subject = SubjectOf(parsed.GetValue(artifact)!);
            byte[] content = InputFile.Read(parsed.GetValue(bundle)!, Limits.Default.SignatureBytes);

            var (fact, failure) = Judge(subject, content, trust, ((SignedEvidenceRequirement)rule.Requirement!).By);
            if (failure is not null)
            {
                terminal.Error($"{subject.Digest}: {failure}");
                return ExitCode.Denied;
            }

            terminal.Text(Describe(fact!));
            return ExitCode.Allowed;
        });
        return command;
    }

    private static (SignatureFact? Fact, Failure? Failure) Judge(Subject subject, byte[] content, TrustPlan trust, SignerRequirement signer)
    {
        try
        {
            var verdict = BundleVerifier.Verify(subject, SigstoreBundle.Parse(content), trust);
            return verdict.Fact is { } fact
                ? (fact, signer.Refuse(fact))
                : (null, verdict.Failure ?? new("no-provider", "Nothing here can verify this bundle."));
        }
        catch (MalformedContentException e)
        {
            return (null, e.Failure);
        }
    }

    // As the protocol has it: a digest only where no file of that name is.
    private static Subject SubjectOf(string text) => !File.Exists(text) && Digest.TryParse(text, out var digest)
        ? Subject.Of(digest)
        : Subject.Of(VerifiedBytes.Hash(InputFile.Read(text, MaxArtifactBytes)));

    private static string Describe(SignatureFact fact)
    {
        var lines = new List<string> { $"{fact.Subject} is signed by {fact.Signer}" };
        lines.AddRange(fact.Times.Select(time => $"  at {time.Time.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'} by {time.Source}"));
        lines.AddRange(fact.Log.Select(entry => $"  in the log {entry.Origin}, entry {entry.Index}"));
        return string.Join('\n', lines);
    }
}
