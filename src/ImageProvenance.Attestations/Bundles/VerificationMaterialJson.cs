using System.Collections.ObjectModel;

namespace ImageProvenance.Attestations;

/// <summary>Reads verification material: key material, log entries and timestamps.</summary>
internal static class VerificationMaterialJson
{
    private const int MaxCertificates = 16;

    private static readonly JsonMembers MaterialMembers = new("publicKey", "x509CertificateChain", "certificate", "tlogEntries", "timestampVerificationData");
    private static readonly JsonMembers PublicKeyMembers = new("hint");
    private static readonly JsonMembers ChainMembers = new("certificates");
    private static readonly JsonMembers CertificateMembers = new("rawBytes");
    private static readonly JsonMembers TimestampDataMembers = new("rfc3161Timestamps");
    private static readonly JsonMembers TimestampMembers = new("signedTimestamp");

    public static VerificationMaterial Read(ref StrictJsonReader json)
    {
        string? hint = null;
        ReadOnlyMemory<byte>? certificate = null;
        IReadOnlyList<ReadOnlyMemory<byte>>? chain = null;
        IReadOnlyList<TransparencyLogEntry> entries = [];
        IReadOnlyList<ReadOnlyMemory<byte>> timestamps = [];

        var scope = json.BeginObject(MaterialMembers);
        while (json.NextMember(ref scope) is { } member)
        {
            switch (member)
            {
                case "publicKey": hint = ReadHint(ref json); break;
                case "x509CertificateChain": chain = ReadChain(ref json); break;
                case "certificate": certificate = ReadBytes(ref json, CertificateMembers, "certificate"); break;
                case "tlogEntries": entries = json.ReadArray(TlogEntryJson.Read, SigstoreBundle.MaxTlogEntries).AsReadOnly(); break;
                case "timestampVerificationData": timestamps = ReadTimestamps(ref json); break;
            }
        }

        var key = (hint, chain, certificate) switch
        {
            ({ } text, null, null) => KeyMaterial.OfPublicKey(text),
            (null, { } certificates, null) => KeyMaterial.OfCertificates(certificates),
            (null, null, { } single) => KeyMaterial.OfCertificates([single]),
            _ => throw BundleJson.Invalid("A bundle must have one kind of key material.", "a public key's hint, a certificate chain or a certificate",
                (hint, chain, certificate) is (null, null, null) ? "none" : "several"),
        };
        return new(key, entries, timestamps, IsSingleCertificate: certificate is not null);
    }

    private static string ReadHint(ref StrictJsonReader json)
    {
        string hint = "";
        var scope = json.BeginObject(PublicKeyMembers);
        while (json.NextMember(ref scope) is { })
            hint = json.ReadString();
        return hint;
    }

    private static ReadOnlyCollection<ReadOnlyMemory<byte>> ReadChain(ref StrictJsonReader json)
    {
        List<ReadOnlyMemory<byte>> certificates = [];
        var scope = json.BeginObject(ChainMembers);
        while (json.NextMember(ref scope) is { })
            certificates = json.ReadArray((ref StrictJsonReader item) => ReadBytes(ref item, CertificateMembers, "certificate"), MaxCertificates);
        return certificates.Count > 0 ? certificates.AsReadOnly() : throw BundleJson.Invalid("The certificate chain of a bundle is empty.");
    }

    private static ReadOnlyCollection<ReadOnlyMemory<byte>> ReadTimestamps(ref StrictJsonReader json)
    {
        List<ReadOnlyMemory<byte>> timestamps = [];
        var scope = json.BeginObject(TimestampDataMembers);
        while (json.NextMember(ref scope) is { })
            timestamps = json.ReadArray((ref StrictJsonReader item) => ReadBytes(ref item, TimestampMembers, "timestamp"), SigstoreBundle.MaxTimestamps);
        return timestamps.AsReadOnly();
    }

    // An object that wraps some bytes, which must not be missing.
    private static ReadOnlyMemory<byte> ReadBytes(ref StrictJsonReader json, JsonMembers members, string what)
    {
        byte[] bytes = [];
        var scope = json.BeginObject(members);
        while (json.NextMember(ref scope) is { })
            bytes = json.ReadBase64();
        return bytes.Length > 0 ? bytes : throw BundleJson.Invalid($"A {what} of a bundle is empty.");
    }
}
