using System.CommandLine;
using ImageProvenance.Policies;
using ImageProvenance.Signatures;

namespace ImageProvenance.Cli.Commands;

/// <summary>The options of <c>verify</c> that say by what an image is judged: a policy document, or keys and attestation types.</summary>
internal sealed class PolicyOptions
{
    public PolicyOptions(Command command)
    {
        command.Add(Document);
        command.Add(Keys);
        command.Add(Attestations);
        command.Add(Signature);
    }

    private Option<FileInfo?> Document { get; } = new("--policy") { Description = "A policy document; or else:" };

    private Option<string[]> Keys { get; } = new("--key") { Description = "A public key or certificate (PEM); any of several" };

    private Option<string[]> Attestations { get; } = new("--attestation") { Description = "Ask for an attestation instead of a signature: slsa-provenance, sbom, vex, vuln or a predicate type URI" };

    private Option<bool> Signature { get; } = new("--signature") { Description = "Ask for the signature too" };

    public VerificationPolicy Policy(ParseResult parsed)
    {
        string[] keys = parsed.GetValue(Keys) ?? [];
        string[] attestations = parsed.GetValue(Attestations) ?? [];
        bool signature = parsed.GetValue(Signature);
        if (parsed.GetValue(Document) is { } document)
        {
            return keys.Length == 0 && attestations.Length == 0 && !signature
                ? PolicyFile.Load(document.FullName)
                : throw new UsageException("--policy says all that is required; leave out --key, --attestation and --signature.");
        }

        if (keys.Length == 0)
            throw new UsageException("Nothing is required: state --key FILE or --policy FILE.");
        var trusted = keys.Select(ReadKey).ToList();
        return VerificationPolicy.Require(rule =>
        {
            rule.Named("command line");
            if (signature || attestations.Length == 0)
                rule.SignedBy(signer => signer.Keys(trusted));
            foreach (string type in attestations.Distinct())
                rule.HasAttestation(type, attestation => attestation.By(signer => signer.Keys(trusted)));
        });
    }

    private static PublicKey ReadKey(string path)
    {
        try
        {
            return PublicKey.FromPem(PolicyFile.ReadKey(path));
        }
        catch (Exception e) when (e is IOException or ArgumentException)
        {
            throw new UsageException($"--key {path} cannot be read: {e.Message}", e);
        }
        catch (MalformedContentException e)
        {
            throw new UsageException($"--key {path}: {e.Failure}", e);
        }
    }
}
