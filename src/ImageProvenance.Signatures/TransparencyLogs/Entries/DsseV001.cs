using ImageProvenance.Attestations;

namespace ImageProvenance.Signatures;

/// <summary>Entries of kind dsse, version 0.0.1: an envelope that the log knows by the hashes of its text and of its payload.</summary>
/// <remarks>rekor, pkg/types/dsse/v0.0.1. The payload's type is not in the entry: the signature is over it.</remarks>
internal static class DsseV001
{
    private static readonly JsonMembers SpecMembers = new("envelopeHash", "payloadHash", "signatures");
    private static readonly JsonMembers SignatureMembers = new("signature", "verifier");

    private readonly record struct Spec(LoggedHash Envelope, LoggedHash Payload, IReadOnlyList<Signature>? Signatures);

    private readonly record struct Signature(ReadOnlyMemory<byte> Content, ReadOnlyMemory<byte> Verifier);

    public static Failure? Check(TransparencyLogEntry entry, SignedPiece piece)
    {
        var spec = EntryBody.Read(entry, ReadSpec);
        if (piece.Envelope is not { } envelope)
            return EntryEnvelope.Missing(entry);
        return CheckSignature(spec.Signatures ?? [], envelope, piece)
            ?? EntryEnvelope.CheckPayload(spec.Payload, envelope)
            ?? EntryEnvelope.CheckHash(spec.Envelope, piece, EnvelopeText.OfDsse);
    }

    // The log has every signature of the envelope, in an order of its own.
    private static Failure? CheckSignature(IReadOnlyList<Signature> logged, DsseEnvelope envelope, SignedPiece piece)
    {
        if (EntryEnvelope.CheckCount(logged.Count, envelope) is { } failure)
            return failure;
        var same = logged.FirstOrDefault(signature => StrictBase64.IsOf(signature.Content.Span, piece.Signature.Span), logged[0]);
        return EntrySignature.Check(same.Content, piece) ?? EntryVerifier.CheckPem(same.Verifier, piece);
    }

    private static Spec ReadSpec(ref StrictJsonReader json)
    {
        Spec spec = default;
        var scope = json.BeginObject(SpecMembers);
        while (json.NextMember(ref scope) is { } member)
        {
            spec = member switch
            {
                "envelopeHash" => spec with { Envelope = LoggedHash.ReadHex(ref json) },
                "payloadHash" => spec with { Payload = LoggedHash.ReadHex(ref json) },
                _ => spec with { Signatures = json.ReadArray(ReadSignature, DsseEnvelope.MaxSignatures) },
            };
        }

        return spec;
    }

    private static Signature ReadSignature(ref StrictJsonReader json)
    {
        Signature signature = default;
        var scope = json.BeginObject(SignatureMembers);
        while (json.NextMember(ref scope) is { } member)
        {
            var text = EntryBody.ReadPlainText(ref json);
            signature = member == "signature" ? signature with { Content = text } : signature with { Verifier = text };
        }

        return signature;
    }
}
