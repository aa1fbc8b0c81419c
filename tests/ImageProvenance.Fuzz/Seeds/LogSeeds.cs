using System.Text;
using ImageProvenance.Attestations;
using ImageProvenance.Signatures;
using ImageProvenance.Testing;

namespace ImageProvenance.Fuzz;

/// <summary>What logs say: checkpoints, entries, and the annotation that holds an entry.</summary>
internal static class LogSeeds
{
    public static IEnumerable<FuzzSeed> Of(FuzzInstance instance)
    {
        foreach (var kind in Enum.GetValues<LogEntryKind>().Where(kind => kind is not (0 or LogEntryKind.InToto001)))
        {
            var bundle = SigstoreBundle.Parse(BundleSeeds.Make(instance, kind));
            var piece = PieceReader.Read(instance.Subject, bundle, null) with { Certificate = Certificate.Parse(bundle.KeyMaterial.Certificate!.Value) };
            yield return new("log-entry", bundle.TlogEntries[0].CanonicalizedBody.ToArray(), bytes => JudgeEntry(piece, bytes));
        }

        var (layer, legacy) = LegacyAttestation(instance);
        yield return new("log-entry", RekorBundle.Parse(layer.Annotations[CosignAnnotations.RekorBundleKey])!.CanonicalizedBody.ToArray(), bytes => JudgeEntry(legacy, bytes));
        yield return new("rekor-bundle", Encoding.UTF8.GetBytes(layer.Annotations[CosignAnnotations.RekorBundleKey]), bytes => JudgeAnnotation(instance, legacy, bytes));

        foreach (var (sigstore, isRekorV2) in new[] { (instance.V1, false), (instance.V2, true) })
        {
            var bundle = SigstoreBundle.Parse(sigstore.SignArtifact(FuzzInstance.Artifact, instance.Identity));
            string note = bundle.TlogEntries[0].InclusionProof!.Checkpoint;
            yield return new("checkpoint", Encoding.UTF8.GetBytes(note), bytes => JudgeCheckpoint(sigstore.TrustedRoot.TransparencyLogs[0], isRekorV2, bytes));
        }
    }

    private static (TestContent Layer, SignedPiece Piece) LegacyAttestation(FuzzInstance instance)
    {
        var layer = instance.V1.SignAttestation(instance.Statement, PredicateTypes.SlsaProvenanceV1, instance.Identity, new() { LogEntryKind = LogEntryKind.InToto001 });
        var envelope = DsseEnvelope.Parse(layer.Bytes);
        return (layer, new()
        {
            Carrier = PieceCarrier.Annotations,
            Message = SignedMessage.Of(envelope.SignedBytes),
            Signature = envelope.Signatures[0].Signature,
            Envelope = envelope,
            EnvelopeSignature = envelope.Signatures[0],
            LayerDigest = layer.Digest,
            Certificate = Certificate.Parse(CertificatePem.ReadOne(layer.Annotations[CosignAnnotations.CertificateKey])),
        });
    }

    private static string? JudgeEntry(SignedPiece piece, ReadOnlyMemory<byte> body)
    {
        // An annotation is the shortest way to an entry of any body; nothing looks at the rest of it here.
        var entry = RekorBundle.Parse($$"""{ "SignedEntryTimestamp": "AA==", "Payload": { "body": "{{Convert.ToBase64String(body.Span)}}", "integratedTime": 1, "logIndex": 1, "logID": "00" } }""");
        return EntryBodyCheck.Check(entry!, piece, new() { AllowRekorDsse002 = true }, out string? details) is null ? $"bound, {details}" : null;
    }

    private static string? JudgeAnnotation(FuzzInstance instance, SignedPiece piece, ReadOnlyMemory<byte> bytes) =>
        RekorBundle.Parse(Encoding.UTF8.GetString(bytes.Span)) is { } entry
            && LogEntryCheck.Check(entry, piece, instance.V1.TrustedRoot.TransparencyLogs[0], new(), out var verified) is null
            ? $"{verified}"
            : null;

    private static string? JudgeCheckpoint(TransparencyLog log, bool isRekorV2, ReadOnlyMemory<byte> bytes)
    {
        var checkpoint = Checkpoint.Parse(Encoding.UTF8.GetString(bytes.Span));
        return CheckpointCheck.Check(checkpoint, log, isRekorV2, out _) is null ? $"{checkpoint.Origin} {checkpoint.Size} {Convert.ToHexStringLower(checkpoint.RootHash.Span)}" : null;
    }
}
