using System.Security.Cryptography;
using ImageProvenance.Attestations;

namespace ImageProvenance.Signatures;

/// <summary>
/// Entries of kind dsse, version 0.0.2, which the second Rekor wrote before its first release and no longer takes: an envelope
/// that the log knows by the hash of its payload.
/// </summary>
/// <remarks>rekor-tiles before 2.0, api/proto/rekor/v2/dsse.proto.</remarks>
internal static class DsseV002
{
    private static readonly JsonMembers SpecMembers = new("dsseV002");
    private static readonly JsonMembers RecordMembers = new("payloadHash", "signatures");
    private static readonly JsonMembers SignatureMembers = new("content", "verifier");

    private readonly record struct Spec(LoggedHash Payload, IReadOnlyList<Signature>? Signatures);

    private readonly record struct Signature(ReadOnlyMemory<byte> Content, LoggedVerifier Verifier);

    public static Failure? Check(TransparencyLogEntry entry, SignedPiece piece, TrustProfile profile, out string? keyDetails)
    {
        keyDetails = null;
        if (!profile.AllowRekorDsse002)
            return new("entry-kind-not-allowed", $"A log entry is of a kind that Rekor no longer takes. It counts only under a profile that allows it ({nameof(TrustProfile)}.{nameof(TrustProfile.AllowRekorDsse002)}).", "hashedrekord 0.0.2", $"{entry.Kind} {entry.KindVersion}");
        if (piece.Envelope is not { } envelope)
            return EntryEnvelope.Missing(entry);
        var spec = EntryBody.Read(entry, ReadSpec);
        var logged = spec.Signatures ?? [];
        if (EntryEnvelope.CheckCount(logged.Count, envelope) is { } other)
            return other;
        var same = logged.FirstOrDefault(signature => StrictBase64.IsOf(signature.Content.Span, piece.Signature.Span), logged[0]);
        if ((EntrySignature.Check(same.Content, piece) ?? EntryVerifier.CheckDer(same.Verifier, piece) ?? CheckPayload(spec.Payload, envelope)) is { } failure)
            return failure;
        keyDetails = KeyDetails.Find(same.Verifier, piece)?.Name;
        return keyDetails is null ? KeyDetails.Unfit(same.Verifier, piece) : null;
    }

    private static Failure? CheckPayload(LoggedHash logged, DsseEnvelope envelope)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(envelope.Payload.Span, hash);
        return logged.Algorithm.Span.SequenceEqual("SHA2_256"u8) && StrictBase64.IsOf(logged.Value.Span, hash) ? null : EntryDigest.PayloadMismatch(hash, logged);
    }

    private static Spec ReadSpec(ref StrictJsonReader json) => EntryBody.ReadInner(ref json, SpecMembers, ReadRecord);

    private static Spec ReadRecord(ref StrictJsonReader json)
    {
        Spec spec = default;
        var scope = json.BeginObject(RecordMembers);
        while (json.NextMember(ref scope) is { } member)
        {
            spec = member == "payloadHash"
                ? spec with { Payload = LoggedHash.ReadBase64(ref json) }
                : spec with { Signatures = json.ReadArray(ReadSignature, DsseEnvelope.MaxSignatures) };
        }

        return spec;
    }

    private static Signature ReadSignature(ref StrictJsonReader json)
    {
        Signature signature = default;
        var scope = json.BeginObject(SignatureMembers);
        while (json.NextMember(ref scope) is { } member)
        {
            signature = member == "content"
                ? signature with { Content = EntryBody.ReadPlainText(ref json) }
                : signature with { Verifier = LoggedVerifier.Read(ref json) };
        }

        return signature;
    }
}
