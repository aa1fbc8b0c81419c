namespace ImageProvenance.Oci;

/// <summary>
/// What a token is asked for: all that decides whether an earlier token will do. By repository scope, never accumulated;
/// and by credential, so that no caller reads with another's token.
/// </summary>
internal sealed record TokenRequest(RegistryName Registry, Uri Realm, string? Service, string Scope, RegistryCredential? Credential);

/// <summary>A token, and how long its server lets it live.</summary>
internal sealed record BearerToken(string Value, TimeSpan Lifetime);
