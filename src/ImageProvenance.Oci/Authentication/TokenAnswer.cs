using System.Buffers;

namespace ImageProvenance.Oci;

/// <summary>Reads the answer of a token server.</summary>
/// <remarks>distribution, spec/auth/token.md: <c>token</c> or <c>access_token</c>; <c>expires_in</c> is 60 s or more.</remarks>
internal static class TokenAnswer
{
    private static readonly JsonMembers Known = new("token", "access_token", "expires_in");

    // Tokens are kept, many of them, and sent with every request.
    private const int MaxLength = 16 << 10;

    // What may stand in an Authorization header: anything else could become a header of its own.
    private static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create("-._~+/=0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ:|,");

    /// <exception cref="MalformedContentException">There is no token in it.</exception>
    public static BearerToken Parse(ReadOnlyMemory<byte> body) => StrictJsonReader.Parse(body, "token answer", Read);

    private static BearerToken Read(ref StrictJsonReader json)
    {
        string? token = null, accessToken = null;
        long seconds = 60;
        var scope = json.BeginObject(Known);
        while (json.NextMember(ref scope) is { } member)
        {
            switch (member)
            {
                case "token": token = json.ReadString(); break;
                case "access_token": accessToken = json.ReadString(); break;
                case "expires_in": seconds = json.ReadInt64OrString(); break;
            }
        }

        string? value = string.IsNullOrEmpty(token) ? accessToken : token;
        return value is { Length: > 0 and <= MaxLength } && !value.AsSpan().ContainsAnyExcept(TokenCharacters)
            ? new(value, TimeSpan.FromSeconds(Math.Clamp(seconds, 60, 86_400)))
            : throw json.Error("has no token that could be sent", "'token' or 'access_token'");
    }
}
