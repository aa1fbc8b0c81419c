using System.Buffers;
using System.Text;

namespace ImageProvenance.Oci;

/// <summary>The text of a <c>WWW-Authenticate</c> header, read from left to right.</summary>
/// <remarks>RFC 9110, 5.6.2 (token), 5.6.4 (quoted-string), 11.2 (auth-param, token68).</remarks>
internal ref struct ChallengeText(string header)
{
    private static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    private ReadOnlySpan<char> _rest = header;

    /// <summary>The next scheme in lower case; null at the end, or where none stands.</summary>
    public string? ReadScheme()
    {
        _rest = _rest.TrimStart(" \t,");
        string scheme = TakeToken().ToLowerInvariant();
        SkipToken68();
        return scheme.Length == 0 ? null : scheme;
    }

    /// <summary>The next parameter of this challenge; null where the next challenge begins, or nothing readable follows.</summary>
    public (string Name, string Value)? ReadParameter()
    {
        var before = _rest;
        _rest = _rest.TrimStart(" \t,");
        string name = TakeToken();
        _rest = _rest.TrimStart(" \t");
        if (name.Length > 0 && _rest.StartsWith('='))
        {
            _rest = _rest[1..].TrimStart(" \t");
            if ((_rest.StartsWith('"') ? TakeQuoted() : TakeToken()) is { } value)
                return (name.ToLowerInvariant(), value);
            _rest = default;
            return null;
        }

        _rest = before;
        return null;
    }

    private string TakeToken()
    {
        int end = _rest.IndexOfAnyExcept(TokenCharacters);
        var token = end < 0 ? _rest : _rest[..end];
        _rest = _rest[token.Length..];
        return token.ToString();
    }

    private string? TakeQuoted()
    {
        var value = new StringBuilder();
        for (int i = 1; i < _rest.Length; i++)
        {
            if (_rest[i] == '"')
            {
                _rest = _rest[(i + 1)..];
                return value.ToString();
            }

            if (_rest[i] == '\\' && ++i == _rest.Length)
                break;
            value.Append(_rest[i]);
        }

        return null;
    }

    // "Negotiate YII=": one blob instead of parameters, of a scheme that is not spoken here.
    private void SkipToken68()
    {
        int end = _rest.IndexOf(',');
        var segment = (end < 0 ? _rest : _rest[..end]).Trim(" \t");
        if (segment.Length > 0 && !segment.ContainsAny(" \t\"") && !segment.TrimEnd('=').Contains('='))
            _rest = end < 0 ? default : _rest[end..];
    }
}
