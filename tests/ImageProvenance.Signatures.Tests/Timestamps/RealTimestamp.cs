using System.Text.Json;
using ImageProvenance.Tests;

namespace ImageProvenance.Signatures.Tests;

/// <summary>A timestamp of a real bundle with the signature that it stamps, read straight from the bundle's JSON.</summary>
internal sealed record RealTimestamp(byte[] TimeStampResp, byte[] Signature)
{
    /// <summary>The timestamp of a case of the conformance suite.</summary>
    public static RealTimestamp OfCase(string name) => Read(File.ReadAllText(SharedData.Path("sigstore-conformance", "bundle-verify", name, "bundle.sigstore.json")));

    /// <summary>The trusted root of a case of the conformance suite.</summary>
    public static TrustedRoot RootOfCase(string name) => Root("sigstore-conformance", "bundle-verify", name, "trusted_root.json");

    public static TrustedRoot Root(params string[] path) => TrustedRoot.Parse(File.ReadAllBytes(SharedData.Path(path)));

    /// <summary>The timestamp of the first bundle of a file.</summary>
    public static RealTimestamp OfLine(params string[] path) => Read(File.ReadLines(SharedData.Path(path)).First());

    public Failure? Check(TrustedRoot root, out VerifiedTime? time) => TimestampCheck.Check(TimeStampResp, SignedMessage.Of(Signature), root.TimestampAuthorities, out time);

    /// <summary>Whether the framework accepts it, with the certificates of a root as candidates for the signer.</summary>
    public bool IsAcceptedByFramework(TrustedRoot root)
    {
        var response = new System.Formats.Asn1.AsnReader(TimeStampResp, System.Formats.Asn1.AsnEncodingRules.DER).ReadSequence();
        response.ReadEncodedValue();
        var candidates = root.TimestampAuthorities.Where(authority => authority.Signer is not null)
            .Select(authority => System.Security.Cryptography.X509Certificates.X509CertificateLoader.LoadCertificate(authority.Signer!.Der.Span));
        return Stamp.IsAcceptedByFramework(response.ReadEncodedValue().ToArray(), Signature, [.. candidates]);
    }

    private static RealTimestamp Read(string json)
    {
        using var bundle = JsonDocument.Parse(json);
        var timestamp = bundle.RootElement.GetProperty("verificationMaterial").GetProperty("timestampVerificationData").GetProperty("rfc3161Timestamps")[0];
        byte[] signature = bundle.RootElement.TryGetProperty("messageSignature", out var message)
            ? message.GetProperty("signature").GetBytesFromBase64()
            : bundle.RootElement.GetProperty("dsseEnvelope").GetProperty("signatures")[0].GetProperty("sig").GetBytesFromBase64();
        return new(timestamp.GetProperty("signedTimestamp").GetBytesFromBase64(), signature);
    }
}
