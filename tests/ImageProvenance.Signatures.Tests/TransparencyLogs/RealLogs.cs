using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using ImageProvenance.Attestations;
using ImageProvenance.Tests;

namespace ImageProvenance.Signatures.Tests;

/// <summary>The logs of real trusted roots, and real signatures as pieces.</summary>
internal static class RealLogs
{
    public static IReadOnlyList<TransparencyLog> PublicGood => Of(SharedData.Path("trust", "sigstore-public-good.trusted_root.json"));

    /// <summary>The logs of a trusted root; one whose key cannot be imported is left out.</summary>
    public static IReadOnlyList<TransparencyLog> Of(string trustedRoot)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(trustedRoot));
        return [.. document.RootElement.GetProperty("tlogs").EnumerateArray().Select(LogOf).OfType<TransparencyLog>()];
    }

    public static SignedPiece PieceOf(SigstoreBundle bundle, byte[]? artifact, string? keyPem = null)
    {
        bool hasEnvelope = bundle.DsseEnvelope is not null;
        return new()
        {
            Carrier = PieceCarrier.Bundle,
            Message = SignedMessage.Of(hasEnvelope ? bundle.DsseEnvelope!.SignedBytes : artifact!),
            Signature = hasEnvelope ? bundle.DsseEnvelope!.Signatures[0].Signature : bundle.MessageSignature!.Signature,
            Certificate = bundle.KeyMaterial.Certificate is { } der ? Certificate.Parse(der) : null,
            Key = keyPem is null ? null : PublicKey.FromPem(keyPem),
            Envelope = bundle.DsseEnvelope,
            EnvelopeSignature = bundle.DsseEnvelope?.Signatures[0],
            ClaimedDigest = bundle.MessageSignature?.MessageDigest,
        };
    }

    /// <summary>The code of the first entry that does not hold; null where there are entries and all hold.</summary>
    public static string? Verdict(IReadOnlyList<TransparencyLogEntry> entries, SignedPiece piece, IReadOnlyList<TransparencyLog> logs, out VerifiedLogEntry? verified)
    {
        verified = null;
        Assert.That(entries, Is.Not.Empty);
        foreach (var entry in entries)
        {
            var log = logs.FirstOrDefault(log => log.LogId.Span.SequenceEqual(entry.LogId.Span));
            if (log is null)
                return "unknown-log";
            if (LogEntryCheck.Check(entry, piece, log, new(), out verified) is { } failure)
                return failure.Code;
        }

        return null;
    }

    private static TransparencyLog? LogOf(JsonElement log)
    {
        var key = log.GetProperty("publicKey");
        var period = key.GetProperty("validFor");
        if (!period.TryGetProperty("start", out var start))
            return null;
        try
        {
            return new()
            {
                BaseUrl = log.GetProperty("baseUrl").GetString()!,
                Name = new Uri(log.GetProperty("baseUrl").GetString()!).Authority,
                LogId = log.GetProperty("logId").GetProperty("keyId").GetBytesFromBase64(),
                Key = PublicKey.FromSubjectPublicKeyInfo(key.GetProperty("rawBytes").GetBytesFromBase64()),
                Validity = new(Time(start), period.TryGetProperty("end", out var end) && end.ValueKind == JsonValueKind.String ? Time(end) : null),
            };
        }
        catch (MalformedContentException)
        {
            return null;
        }
    }

    private static DateTimeOffset Time(JsonElement time) => DateTimeOffset.Parse(time.GetString()!, CultureInfo.InvariantCulture);
}
