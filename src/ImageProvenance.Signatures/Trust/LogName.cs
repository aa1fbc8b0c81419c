namespace ImageProvenance.Signatures;

/// <summary>The name of a log in its checkpoints: the host of its base URL, with the port where one is written.</summary>
/// <remarks>sigstore protobuf-specs, sigstore_trustroot.proto: "MAY be a scheme-less URL". C2SP, signed-note.md: no spaces and no plus in a name.</remarks>
internal static class LogName
{
    public static string Of(string baseUrl)
    {
        int scheme = baseUrl.IndexOf("://", StringComparison.Ordinal);
        string rest = scheme < 0 ? baseUrl : baseUrl[(scheme + 3)..];
        int end = rest.AsSpan().IndexOfAny('/', '?', '#');
        string name = end < 0 ? rest : rest[..end];
        return name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or ':' or '_' or '[' or ']')
            ? name
            : throw TrustedRootJson.Invalid("The base URL of a log has no host.", "a URL such as https://rekor.example.com", baseUrl);
    }
}
