using ImageProvenance.Attestations;

namespace ImageProvenance.Signatures;

/// <summary>
/// Entries of kind intoto, version 0.0.1, which the first attestations of cosign have. The signature is not in the entry: the
/// hash of the envelope's text covers it, so the entry is of use only where that text is at hand, as a layer.
/// </summary>
/// <remarks>rekor, pkg/types/intoto/v0.0.1. No client takes these entries in bundles.</remarks>
internal static class InTotoV001
{
    private static readonly JsonMembers SpecMembers = new("content", "publicKey");
    private static readonly JsonMembers ContentMembers = new("hash", "payloadHash");

    private readonly record struct Spec(LoggedHash Envelope, LoggedHash? Payload, ReadOnlyMemory<byte> PublicKey);

    public static Failure? Check(TransparencyLogEntry entry, SignedPiece piece)
    {
        if (piece.Carrier != PieceCarrier.Annotations)
            return new("entry-kind-not-allowed", "A log entry does not hold the signature, which a bundle's entry must.", "an entry of another kind", $"{entry.Kind} {entry.KindVersion}");
        if (piece.Envelope is not { } envelope)
            return EntryEnvelope.Missing(entry);
        var spec = EntryBody.Read(entry, ReadSpec);
        return EntryEnvelope.CheckHash(spec.Envelope, piece, [])
            ?? (spec.Payload is { } payload ? EntryEnvelope.CheckPayload(payload, envelope) : null)
            ?? EntryVerifier.CheckPem(spec.PublicKey, piece);
    }

    private static Spec ReadSpec(ref StrictJsonReader json)
    {
        Spec spec = default;
        var scope = json.BeginObject(SpecMembers);
        while (json.NextMember(ref scope) is { } member)
        {
            if (member == "publicKey")
                spec = spec with { PublicKey = EntryBody.ReadPlainText(ref json) };
            else
                ReadContent(ref json, ref spec);
        }

        return spec;
    }

    private static void ReadContent(ref StrictJsonReader json, ref Spec spec)
    {
        var scope = json.BeginObject(ContentMembers);
        while (json.NextMember(ref scope) is { } member)
        {
            var hash = LoggedHash.ReadHex(ref json);
            spec = member == "hash" ? spec with { Envelope = hash } : spec with { Payload = hash };
        }
    }
}
