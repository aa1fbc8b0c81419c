namespace ImageProvenance.Oci;

/// <summary>
/// What a token is asked for: all that decides whether an earlier token will do. By repository scope, never accumulated;
/// and by reader, so that nobody reads with another's token.
/// </summary>
internal sealed record TokenRequest(RegistryReader Reader, Uri Realm, string? Service, string Scope);

/// <summary>A token, and how long its server lets it live. Its text never shows the token.</summary>
internal sealed record BearerToken(string Value, TimeSpan Lifetime)
{
    public override string ToString() => $"a token for {Lifetime.TotalSeconds:0} s";
}
