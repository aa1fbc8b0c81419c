using ImageProvenance.Attestations;

namespace ImageProvenance.Signatures;

/// <summary>
/// Entries of kind hashedrekord, version 0.0.2, which the second Rekor writes: a signature with its key, over content or over an
/// envelope, that the log knows by the hash that was signed.
/// </summary>
/// <remarks>
/// rekor-tiles, CLIENTS.md: a verifier makes the entry anew from what it verifies. So the whole body, to the byte, has to be
/// the RFC 8785 JSON of the signature at hand; the checks before that only say what differs.
/// </remarks>
internal static class HashedRekordV002
{
    private static readonly JsonMembers SpecMembers = new("hashedRekordV002");
    private static readonly JsonMembers RecordMembers = new("data", "signature");
    private static readonly JsonMembers SignatureMembers = new("content", "verifier");

    private readonly record struct Spec(LoggedHash Data, ReadOnlyMemory<byte> Signature, LoggedVerifier Verifier);

    public static Failure? Check(TransparencyLogEntry entry, SignedPiece piece, out string? keyDetails)
    {
        keyDetails = null;
        var spec = EntryBody.Read(entry, ReadSpec);
        if ((EntrySignature.Check(spec.Signature, piece) ?? EntryVerifier.CheckDer(spec.Verifier, piece)) is { } failure)
            return failure;
        if (KeyDetails.Find(spec.Verifier, piece) is not { } details)
            return KeyDetails.Unfit(spec.Verifier, piece);
        if (!piece.Message.TryHash(details.Hash, out var hash) || !spec.Data.Algorithm.Span.SequenceEqual(details.HashName))
            return EntryDigest.Unknown(spec.Data);
        if (!StrictBase64.IsOf(spec.Data.Value.Span, hash.Span))
            return EntryDigest.Mismatch("A log entry is about other content.", hash.Span, spec.Data);
        if (!IsCanonical(entry, piece, details, hash.Span))
            throw EntryBody.Malformed("is not the one that its parts make", "canonical JSON, and nothing more", "another text");
        keyDetails = details.Name;
        return null;
    }

    private static bool IsCanonical(TransparencyLogEntry entry, SignedPiece piece, KeyDetails details, ReadOnlySpan<byte> hash)
    {
        var text = new CanonicalText(entry.CanonicalizedBody.Span);
        return text.Has("""{"apiVersion":"0.0.2","kind":"hashedrekord","spec":{"hashedRekordV002":{"data":{"algorithm":"""u8) && text.HasString(details.HashName)
            && text.Has(""","digest":"""u8) && text.HasBase64(hash)
            && text.Has("""},"signature":{"content":"""u8) && text.HasBase64(piece.Signature.Span)
            && text.Has(""","verifier":{"keyDetails":"""u8) && text.HasString(details.Utf8)
            && text.Has(piece.Certificate is null ? ""","publicKey":{"rawBytes":"""u8 : ""","x509Certificate":{"rawBytes":"""u8)
            && text.HasBase64((piece.Certificate?.Der ?? piece.SubjectPublicKeyInfo).Span)
            && text.Has("}}}}}}"u8) && text.IsAtEnd;
    }

    private static Spec ReadSpec(ref StrictJsonReader json) => EntryBody.ReadInner(ref json, SpecMembers, ReadRecord);

    private static Spec ReadRecord(ref StrictJsonReader json)
    {
        Spec spec = default;
        var scope = json.BeginObject(RecordMembers);
        while (json.NextMember(ref scope) is { } member)
        {
            if (member == "data")
                spec = spec with { Data = LoggedHash.ReadBase64(ref json) };
            else
                ReadSignature(ref json, ref spec);
        }

        return spec;
    }

    private static void ReadSignature(ref StrictJsonReader json, ref Spec spec)
    {
        var scope = json.BeginObject(SignatureMembers);
        while (json.NextMember(ref scope) is { } member)
        {
            spec = member == "content"
                ? spec with { Signature = EntryBody.ReadPlainText(ref json) }
                : spec with { Verifier = LoggedVerifier.Read(ref json) };
        }
    }
}
