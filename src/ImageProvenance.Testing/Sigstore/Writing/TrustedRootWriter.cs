using System.Text.Json;
using ImageProvenance.Signatures;

namespace ImageProvenance.Testing;

/// <summary>Writes trusted roots.</summary>
/// <remarks>sigstore protobuf-specs, sigstore_trustroot.proto.</remarks>
internal sealed class TrustedRootWriter(VirtualSigstoreParts parts, string organization, DateTimeOffset start, TrustedRootOptions options)
{
    private readonly ValidityPeriod _usual = new(start, null);

    public byte[] Write() => JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("mediaType", options.MediaType);
        WriteArray(json, "tlogs", parts.Logs, (log, index) => WriteLog(json, log.BaseUrl, log.LogId, log.Key, options.Logs, index));
        WriteArray(json, "certificateAuthorities", [parts.CertificateAuthority], (authority, _) =>
            WriteAuthority(json, authority.Uri, "sigstore", authority.Chain, options.CertificateAuthority, index: null));
        WriteArray(json, "ctlogs", parts.CertificateLogs, (log, index) => WriteLog(json, log.BaseUrl, log.LogId, log.Key, options.CertificateLogs, index));
        WriteArray(json, "timestampAuthorities", parts.TimestampAuthorities, (authority, index) =>
            WriteAuthority(json, authority.Uri, "sigstore-tsa", ChainOf(authority), options.TimestampAuthorities, index));
        json.WriteEndObject();
    }, indented: true);

    private IEnumerable<byte[]> ChainOf(VirtualTimestampAuthority authority) =>
        options.NamesTimestampSigners ? authority.Chain.Prepend(authority.SignerCertificate) : authority.Chain;

    private void WriteLog(Utf8JsonWriter json, string baseUrl, byte[] logId, TestKey key, ValidityPeriod? validity, int index)
    {
        json.WriteString("baseUrl", baseUrl);
        json.WriteString("hashAlgorithm", "SHA2_256");
        json.WriteStartObject("publicKey");
        json.WriteBase64String("rawBytes", key.SubjectPublicKeyInfo.Span);
        json.WriteString("keyDetails", key.KeyDetails);
        WriteValidity(json, validity);
        json.WriteEndObject();
        json.WriteBytes("logId", "keyId", logId);
        WriteOperator(json, index);
    }

    private void WriteAuthority(Utf8JsonWriter json, string uri, string name, IEnumerable<byte[]> chain, ValidityPeriod? validity, int? index)
    {
        json.WriteStartObject("subject");
        json.WriteString("organization", organization);
        json.WriteString("commonName", name);
        json.WriteEndObject();
        json.WriteString("uri", uri);
        json.WriteStartObject("certChain");
        json.WriteCertificates(chain);
        json.WriteEndObject();
        WriteValidity(json, validity);
        WriteOperator(json, index);
    }

    private void WriteValidity(Utf8JsonWriter json, ValidityPeriod? validity)
    {
        var period = validity ?? _usual;
        json.WriteStartObject("validFor");
        json.WriteTime("start", period.Start);
        if (period.End is { } end)
            json.WriteTime("end", end);
        json.WriteEndObject();
    }

    private void WriteOperator(Utf8JsonWriter json, int? index)
    {
        if (index is { } position && options.Operators.Count > 0)
            json.WriteString("operator", options.Operators[position % options.Operators.Count]);
    }

    private static void WriteArray<T>(Utf8JsonWriter json, string name, IReadOnlyList<T> items, Action<T, int> write)
    {
        json.WriteStartArray(name);
        for (int i = 0; i < items.Count; i++)
        {
            json.WriteStartObject();
            write(items[i], i);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
