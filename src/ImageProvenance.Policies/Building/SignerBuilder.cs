using ImageProvenance.Signatures;

namespace ImageProvenance.Policies;

/// <summary>States who has to have signed. Not thread-safe.</summary>
public sealed class SignerBuilder
{
    private readonly List<PublicKey> _keys = [];
    private readonly List<PolicyMistake> _mistakes = [];
    private OtherSignerRequirement? _other;
    private SignerRequirement? _built;

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
    public SignerBuilder Other(string kind, string identity)
    {
        _other = new(kind, identity);
        return this;
    }

    internal SignerRequirement? Build(string path, List<PolicyMistake> mistakes)
    {
        mistakes.AddRange(_mistakes.Select(mistake => mistake with { Path = path }));
        if (_mistakes.Count > 0)
            return null;
        if (_other is null && _keys.Count == 0)
            mistakes.Add(new(path, "no signer is stated: nobody could ever have signed."));
        else if (_other is not null && _keys.Count > 0)
            mistakes.Add(new(path, "two kinds of signers are stated; write any-of with one each."));
        else if (_other is { } other && (string.IsNullOrWhiteSpace(other.Kind) || string.IsNullOrWhiteSpace(other.Identity)))
            mistakes.Add(new(path, "kind and identity of the signer must not be empty."));
        else if (_other is { Kind: Signer.Key })
            mistakes.Add(new(path, "a signer known by a key is stated by the key itself: an id alone cannot verify anything."));
        else
            return _built ??= _other ?? (SignerRequirement)new KeySignerRequirement([.. _keys]);
        return null;
    }
}
