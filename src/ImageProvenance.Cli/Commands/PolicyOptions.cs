using System.CommandLine;
using ImageProvenance.Policies;

namespace ImageProvenance.Cli.Commands;

/// <summary>The options of <c>verify</c> that say by what an image is judged: a policy document, or a signer and attestation types.</summary>
internal sealed class PolicyOptions
{
    private readonly SignerOptions _signer = new();

    public PolicyOptions(Command command)
    {
        command.Add(Document);
        _signer.AddTo(command);
        command.Add(Attestations);
        command.Add(Signature);
    }

    private Option<FileInfo?> Document { get; } = new("--policy") { Description = "A policy document; or else:" };

    private Option<string[]> Attestations { get; } = new("--attestation") { Description = "Ask for an attestation instead of a signature: slsa-provenance, sbom, vex, vuln or a predicate type URI" };

    private Option<bool> Signature { get; } = new("--signature") { Description = "Ask for the signature too" };

    public VerificationPolicy Policy(ParseResult parsed)
    {
        string[] attestations = parsed.GetValue(Attestations) ?? [];
        bool signature = parsed.GetValue(Signature);
        bool hasSigner = _signer.AreGiven(parsed);
        if (parsed.GetValue(Document) is { } document)
        {
            return !hasSigner && attestations.Length == 0 && !signature
                ? PolicyFile.Load(document.FullName)
                : throw new UsageException("--policy says all that is required; leave out --key, --certificate-identity, --certificate-oidc-issuer, --attestation and --signature.");
        }

        if (!hasSigner)
            throw new UsageException("Nothing is required: state --policy FILE, --key FILE, or --certificate-identity ID and --certificate-oidc-issuer URL.");
        var trusted = _signer.Signer(parsed);
        return VerificationPolicy.Require(rule =>
        {
            rule.Named("command line");
            if (signature || attestations.Length == 0)
                rule.SignedBy(trusted);
            foreach (string type in attestations.Distinct())
                rule.HasAttestation(type, attestation => attestation.By(trusted));
        });
    }
}
