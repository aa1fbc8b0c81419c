using ImageProvenance.Signatures;

namespace ImageProvenance.Policies;

/// <summary>States who has to have signed, and how much has to vouch for it. Not thread-safe.</summary>
public sealed partial class SignerBuilder
{
    private readonly List<PublicKey> _keys = [];
    private readonly List<PolicyMistake> _mistakes = [];
    private readonly List<Func<SignerTerms, SignerRequirement>> _others = [];
    private readonly List<ExtensionCondition> _extensions = [];
    private SignerThresholds _thresholds = SignerThresholds.None;
    private SignerRequirement? _built;
    private bool _isUnread;

    internal SignerBuilder()
    {
    }

    /// <summary>Any of these public keys.</summary>
    public SignerBuilder Keys(params IEnumerable<PublicKey> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        _keys.AddRange(keys);
        return this;
    }

    /// <summary>The public key in this PEM text, besides the ones stated already.</summary>
    /// <param name="pem">One block: <c>PUBLIC KEY</c> or <c>CERTIFICATE</c>.</param>
    /// <param name="algorithm">The one algorithm of <see cref="SignatureAlgorithms"/>, or null for the key's default.</param>
    public SignerBuilder Key(string pem, string? algorithm = null)
    {
        try
        {
            _keys.Add(PublicKey.FromPem(pem, algorithm));
        }
        catch (MalformedContentException e)
        {
            _mistakes.Add(new("", e.Failure.ToString()));
        }

        return this;
    }

    /// <summary>A signer of a kind that a signature provider of your own proves.</summary>
    public SignerBuilder Other(string kind, string identity) => Add(terms => new OtherSignerRequirement(kind, identity, terms.Thresholds));

    /// <summary>The signer is stated in a document in a way that could not be read; the mistake is listed already.</summary>
    internal void MarkUnread() => _isUnread = true;

    internal SignerRequirement? Build(string path, List<PolicyMistake> mistakes)
    {
        mistakes.AddRange(_mistakes.Select(mistake => mistake with { Path = path }));
        if (_isUnread || _mistakes.Count > 0)
            return null;

        int before = mistakes.Count;
        var stated = Stated(path, mistakes);
        stated?.Check(path, mistakes);
        if (_extensions.Count > 0 && stated is not (null or KeylessSignerRequirement))
            mistakes.Add(new($"{path}.extensions", "extensions are of certificates; this signer has none."));
        return mistakes.Count == before ? _built ??= stated : null;
    }

    private SignerRequirement? Stated(string path, List<PolicyMistake> mistakes)
    {
        var terms = new SignerTerms([.. _extensions], _thresholds);
        switch ((_keys.Count, _others))
        {
            case (0, []):
                mistakes.Add(new(path, "no signer is stated: nobody could ever have signed."));
                return null;
            case (_, []):
                return new KeySignerRequirement([.. _keys], terms.Thresholds);
            case (0, [var other]):
                return other(terms);
            default:
                mistakes.Add(new(path, "two signers are stated; write any-of with one each."));
                return null;
        }
    }

    private SignerBuilder Add(Func<SignerTerms, SignerRequirement> other)
    {
        _others.Add(other);
        return this;
    }
}
