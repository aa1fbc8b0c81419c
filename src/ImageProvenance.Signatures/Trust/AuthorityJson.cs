namespace ImageProvenance.Signatures;

/// <summary>Reads the authorities of a trusted root. The subject that it states beside the certificates is not read: they have it.</summary>
/// <remarks>sigstore protobuf-specs, sigstore_trustroot.proto, <c>CertificateAuthority</c>.</remarks>
internal static class AuthorityJson
{
    // One more than the longest chain, for the certificate of a timestamp authority below it.
    private const int MaxCertificates = CertificateChainProof.MaxCertificates + 1;

    private static readonly JsonMembers AuthorityMembers = new("uri", "certChain", "validFor", "operator");
    private static readonly JsonMembers ChainMembers = new("certificates");
    private static readonly JsonMembers CertificateMembers = new("rawBytes");

    public static DescribedAuthority Read(ref StrictJsonReader json)
    {
        var authority = new DescribedAuthority();
        var scope = json.BeginObject(AuthorityMembers);
        while (json.NextMember(ref scope) is { } member)
        {
            authority = member switch
            {
                "uri" => authority with { Uri = json.ReadString() },
                "certChain" => authority with { Certificates = ReadChain(ref json) },
                "validFor" => authority with { Validity = DescribedValidity.Read(ref json) },
                _ => authority with { Operator = json.ReadString() is { Length: > 0 } name ? name : null },
            };
        }

        return authority;
    }

    private static List<byte[]> ReadChain(ref StrictJsonReader json)
    {
        List<byte[]> certificates = [];
        var scope = json.BeginObject(ChainMembers);
        while (json.NextMember(ref scope) is { })
            certificates = json.ReadArray(ReadCertificate, MaxCertificates);
        return certificates;
    }

    private static byte[] ReadCertificate(ref StrictJsonReader json)
    {
        byte[] der = [];
        var scope = json.BeginObject(CertificateMembers);
        while (json.NextMember(ref scope) is { })
            der = json.ReadBase64();
        return der;
    }
}
