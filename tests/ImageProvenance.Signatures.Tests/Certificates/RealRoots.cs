using System.Text.Json;
using ImageProvenance.Tests;

namespace ImageProvenance.Signatures.Tests;

/// <summary>The authorities and certificate logs of real trusted roots, read straight from their JSON.</summary>
internal static class RealRoots
{
    public static readonly string[] PublicGood = ["trust", "sigstore-public-good.trusted_root.json"];

    public static IReadOnlyList<IReadOnlyList<Certificate>> Chains(string list, params string[] path)
    {
        using var root = JsonDocument.Parse(File.ReadAllBytes(SharedData.Path(path)));
        return [.. root.RootElement.GetProperty(list).EnumerateArray().Select(Certificates)];
    }

    public static IReadOnlyList<CertificateAuthority> Authorities(params string[] path)
    {
        using var root = JsonDocument.Parse(File.ReadAllBytes(SharedData.Path(path)));
        return [.. root.RootElement.GetProperty("certificateAuthorities").EnumerateArray().Select(authority => new CertificateAuthority(CertificateChain.Prove(Certificates(authority)))
        {
            Uri = authority.GetProperty("uri").GetString()!,
            Validity = Period(authority.GetProperty("validFor")),
        })];
    }

    public static IReadOnlyList<TransparencyLog> CertificateLogs(params string[] path)
    {
        using var root = JsonDocument.Parse(File.ReadAllBytes(SharedData.Path(path)));
        return [.. root.RootElement.GetProperty("ctlogs").EnumerateArray()
            .Where(log => log.GetProperty("publicKey").GetProperty("keyDetails").GetString() != "PKCS1_RSA_PKCS1V5")
            .Select(log => new TransparencyLog
            {
                BaseUrl = log.GetProperty("baseUrl").GetString()!,
                Name = log.GetProperty("baseUrl").GetString()!,
                LogId = log.GetProperty("logId").GetProperty("keyId").GetBytesFromBase64(),
                Key = PublicKey.FromSubjectPublicKeyInfo(log.GetProperty("publicKey").GetProperty("rawBytes").GetBytesFromBase64()),
                Validity = Period(log.GetProperty("publicKey").GetProperty("validFor")),
            })];
    }

    private static IReadOnlyList<Certificate> Certificates(JsonElement authority) =>
        [.. authority.GetProperty("certChain").GetProperty("certificates").EnumerateArray().Select(certificate => Certificate.Parse(certificate.GetProperty("rawBytes").GetBytesFromBase64()))];

    private static ValidityPeriod Period(JsonElement validFor) =>
        new(validFor.GetProperty("start").GetDateTimeOffset(), validFor.TryGetProperty("end", out var end) && end.ValueKind == JsonValueKind.String ? end.GetDateTimeOffset() : null);
}
