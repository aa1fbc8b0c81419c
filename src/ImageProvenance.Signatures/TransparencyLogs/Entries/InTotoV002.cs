using ImageProvenance.Attestations;

namespace ImageProvenance.Signatures;

/// <summary>
/// Entries of kind intoto, version 0.0.2: an envelope with the keys of its signatures. Payload and signature are base64 of the
/// base64 that the envelope has; an entry that encodes them once is refused.
/// </summary>
/// <remarks>rekor, pkg/types/intoto/v0.0.2. The log leaves the payload out of the body and keeps its hash.</remarks>
internal static class InTotoV002
{
    private static readonly JsonMembers SpecMembers = new("content");
    private static readonly JsonMembers ContentMembers = new("envelope", "hash", "payloadHash");
    private static readonly JsonMembers EnvelopeMembers = new("payload", "payloadType", "signatures");
    private static readonly JsonMembers SignatureMembers = new("keyid", "publicKey", "sig");

    private readonly record struct Spec(Envelope Envelope, LoggedHash Hash, LoggedHash Payload);

    private readonly record struct Envelope(ReadOnlyMemory<byte>? Payload, string? PayloadType, IReadOnlyList<Signature>? Signatures);

    private readonly record struct Signature(string? KeyId, ReadOnlyMemory<byte> PublicKey, ReadOnlyMemory<byte> Sig);

    public static Failure? Check(TransparencyLogEntry entry, SignedPiece piece)
    {
        var spec = EntryBody.Read(entry, ReadSpec);
        if (piece.Envelope is not { } envelope)
            return EntryEnvelope.Missing(entry);
        var logged = spec.Envelope.Signatures ?? [];
        if (EntryEnvelope.CheckCount(logged.Count, envelope) is { } failure)
            return failure;
        var same = logged.FirstOrDefault(signature => StrictBase64.IsTwiceOf(signature.Sig.Span, piece.Signature.Span), logged[0]);
        return EntrySignature.CheckTwice(same.Sig, piece)
            ?? EntryVerifier.CheckPem(same.PublicKey, piece)
            ?? CheckKeyId(same.KeyId, piece)
            ?? CheckPayload(spec.Envelope, envelope)
            ?? EntryEnvelope.CheckPayload(spec.Payload, envelope)
            ?? EntryEnvelope.CheckHash(spec.Hash, piece, EnvelopeText.OfInToto, same.PublicKey);
    }

    private static Failure? CheckKeyId(string? logged, SignedPiece piece)
    {
        string expected = piece.EnvelopeSignature?.KeyId ?? "";
        return (logged ?? "") == expected
            ? null
            : new("entry-keyid-mismatch", "A log entry has another key id than the envelope.", expected, logged);
    }

    private static Failure? CheckPayload(Envelope logged, DsseEnvelope envelope)
    {
        if (logged.PayloadType != envelope.PayloadType)
            return new("entry-payload-mismatch", "A log entry is about a payload of another type.", envelope.PayloadType, logged.PayloadType ?? "none");
        return logged.Payload is not { } payload || StrictBase64.IsTwiceOf(payload.Span, envelope.Payload.Span)
            ? null
            : new("entry-payload-mismatch", "A log entry holds another payload.", "the payload of the envelope, in base64 of base64", EntryBody.Describe(payload.Span));
    }

    private static Spec ReadSpec(ref StrictJsonReader json) => EntryBody.ReadInner(ref json, SpecMembers, ReadContent);

    private static Spec ReadContent(ref StrictJsonReader json)
    {
        Spec spec = default;
        var scope = json.BeginObject(ContentMembers);
        while (json.NextMember(ref scope) is { } member)
        {
            spec = member switch
            {
                "envelope" => spec with { Envelope = ReadEnvelope(ref json) },
                "hash" => spec with { Hash = LoggedHash.ReadHex(ref json) },
                _ => spec with { Payload = LoggedHash.ReadHex(ref json) },
            };
        }

        return spec;
    }

    private static Envelope ReadEnvelope(ref StrictJsonReader json)
    {
        Envelope envelope = default;
        var scope = json.BeginObject(EnvelopeMembers);
        while (json.NextMember(ref scope) is { } member)
        {
            envelope = member switch
            {
                "payload" => envelope with { Payload = EntryBody.ReadPlainText(ref json) },
                "payloadType" => envelope with { PayloadType = json.ReadString() },
                _ => envelope with { Signatures = json.ReadArray(ReadSignature, DsseEnvelope.MaxSignatures) },
            };
        }

        return envelope;
    }

    private static Signature ReadSignature(ref StrictJsonReader json)
    {
        Signature signature = default;
        var scope = json.BeginObject(SignatureMembers);
        while (json.NextMember(ref scope) is { } member)
        {
            signature = member switch
            {
                "keyid" => signature with { KeyId = json.ReadString() },
                "publicKey" => signature with { PublicKey = EntryBody.ReadPlainText(ref json) },
                _ => signature with { Sig = EntryBody.ReadPlainText(ref json) },
            };
        }

        return signature;
    }
}
