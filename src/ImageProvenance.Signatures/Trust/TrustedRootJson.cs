namespace ImageProvenance.Signatures;

/// <summary>Reads trusted roots: the outer object, and what holds for the root as a whole.</summary>
/// <remarks>sigstore protobuf-specs, sigstore_trustroot.proto, <c>TrustedRoot</c>. Names are lowerCamelCase only, as the client specification asks.</remarks>
internal static class TrustedRootJson
{
    /// <summary>The most logs, or authorities, of one list: Sigstore's have up to five.</summary>
    public const int MaxEntries = 256;

    private static readonly JsonMembers Known = new("mediaType", "tlogs", "ctlogs", "certificateAuthorities", "timestampAuthorities");

    public static TrustedRoot Read(ref StrictJsonReader json, Digest id)
    {
        string? mediaType = null;
        List<DescribedLog> logs = [], certificateLogs = [];
        List<DescribedAuthority> authorities = [], timestampAuthorities = [];

        var scope = json.BeginObject(Known);
        while (json.NextMember(ref scope) is { } member)
        {
            switch (member)
            {
                case "mediaType": mediaType = json.ReadString(); break;
                case "tlogs": logs = json.ReadArray(LogJson.Read, MaxEntries); break;
                case "ctlogs": certificateLogs = json.ReadArray(LogJson.Read, MaxEntries); break;
                case "certificateAuthorities": authorities = json.ReadArray(AuthorityJson.Read, MaxEntries); break;
                case "timestampAuthorities": timestampAuthorities = json.ReadArray(AuthorityJson.Read, MaxEntries); break;
            }
        }

        CheckMediaType(mediaType);
        if (logs.Count + certificateLogs.Count + authorities.Count + timestampAuthorities.Count == 0)
            throw Invalid("The trusted root trusts nobody: it has no logs and no authorities.");
        var unusable = new List<Failure>();
        return new()
        {
            Id = id,
            MediaType = mediaType!,
            TransparencyLogs = LogList.Make(logs, LogKind.Transparency, unusable),
            CertificateTransparencyLogs = LogList.Make(certificateLogs, LogKind.CertificateTransparency, unusable),
            CertificateAuthorities = authorities.ConvertAll(AuthorityList.MakeCertificateAuthority).AsReadOnly(),
            TimestampAuthorities = timestampAuthorities.ConvertAll(AuthorityList.MakeTimestampAuthority).AsReadOnly(),
            HasTransparencyLogs = logs.Count > 0,
            HasCertificateTransparencyLogs = certificateLogs.Count > 0,
            Unusable = unusable.AsReadOnly(),
        };
    }

    public static MalformedContentException Invalid(string message, string? expected = null, string? actual = null) =>
        new("invalid-trusted-root", message, expected, actual);

    // Compared exactly, not parsed. The first spelling is the oldest, and what the public instance writes.
    private static void CheckMediaType(string? mediaType)
    {
        if (mediaType is not ("application/vnd.dev.sigstore.trustedroot+json;version=0.1"
            or "application/vnd.dev.sigstore.trustedroot.v0.1+json"
            or "application/vnd.dev.sigstore.trustedroot.v0.2+json"))
            throw Invalid("A trusted root has a media type that is not read.", "the media type of version 0.1 or 0.2", mediaType ?? "none");
    }
}
