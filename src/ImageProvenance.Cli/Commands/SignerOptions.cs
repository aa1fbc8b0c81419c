using System.CommandLine;
using ImageProvenance.Policies;
using ImageProvenance.Signatures;

namespace ImageProvenance.Cli.Commands;

/// <summary>The options that say who has to have signed: any of several keys, or a certificate's identity and its issuer.</summary>
internal sealed class SignerOptions
{
    private readonly Option<string[]> _keys = new("--key") { Description = "A public key or certificate (PEM); any of several" };
    private readonly Option<string?> _identity = new("--certificate-identity") { Description = "The name in the signer's certificate, exactly; needs --certificate-oidc-issuer" };
    private readonly Option<string?> _issuer = new("--certificate-oidc-issuer") { Description = "The issuer that vouched for that name, a URL, exactly" };

    public void AddTo(Command command)
    {
        command.Add(_keys);
        command.Add(_identity);
        command.Add(_issuer);
    }

    /// <summary>Whether any of the options is given.</summary>
    public bool AreGiven(ParseResult parsed) => parsed.GetValue(_keys) is { Length: > 0 } || parsed.GetValue(_identity) is not null || parsed.GetValue(_issuer) is not null;

    /// <summary>The signer that the options state.</summary>
    /// <exception cref="UsageException">They state none, half of one, or two.</exception>
    public Action<SignerBuilder> Signer(ParseResult parsed)
    {
        string[] keys = parsed.GetValue(_keys) ?? [];
        var (identity, issuer) = (parsed.GetValue(_identity), parsed.GetValue(_issuer));
        if (keys.Length > 0 && (identity ?? issuer) is not null)
            throw new UsageException("--key and --certificate-identity contradict each other: state one of them, or write a policy with anyOf for both.");
        if (keys.Length > 0)
        {
            var trusted = keys.Select(ReadKey).ToList();
            return signer => signer.Keys(trusted);
        }

        return (identity, issuer) switch
        {
            (null, null) => throw new UsageException("Nothing is required: state --key FILE, or --certificate-identity ID and --certificate-oidc-issuer URL."),
            (null, _) => throw new UsageException("--certificate-oidc-issuer needs --certificate-identity ID: an issuer vouches for anybody."),
            (_, null) => throw new UsageException("--certificate-identity needs --certificate-oidc-issuer URL: a name says nothing without who vouched for it."),
            _ when string.IsNullOrWhiteSpace(identity) || string.IsNullOrWhiteSpace(issuer) => throw new UsageException("--certificate-identity and --certificate-oidc-issuer must not be empty."),
            _ => signer => signer.Keyless(issuer, identity),
        };
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
