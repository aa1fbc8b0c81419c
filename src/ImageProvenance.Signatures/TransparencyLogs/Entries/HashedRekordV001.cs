using System.Security.Cryptography;
using ImageProvenance.Attestations;

namespace ImageProvenance.Signatures;

/// <summary>Entries of kind hashedrekord, version 0.0.1: a signature over content that the log knows by its hash.</summary>
/// <remarks>rekor, pkg/types/hashedrekord/v0.0.1.</remarks>
internal static class HashedRekordV001
{
    private static readonly JsonMembers SpecMembers = new("data", "signature");
    private static readonly JsonMembers DataMembers = new("hash");
    private static readonly JsonMembers SignatureMembers = new("content", "publicKey");
    private static readonly JsonMembers PublicKeyMembers = new("content");

    private readonly record struct Spec(LoggedHash Hash, ReadOnlyMemory<byte> Signature, ReadOnlyMemory<byte> PublicKey);

    public static Failure? Check(TransparencyLogEntry entry, SignedPiece piece)
    {
        var spec = EntryBody.Read(entry, ReadSpec);
        return EntrySignature.Check(spec.Signature, piece)
            ?? EntryVerifier.CheckPem(spec.PublicKey, piece)
            ?? CheckDigest(spec.Hash, piece);
    }

    private static Failure? CheckDigest(LoggedHash logged, SignedPiece piece)
    {
        var (algorithm, id) = EntryBody.Describe(logged.Algorithm.Span) switch
        {
            "sha256" => (HashAlgorithmName.SHA256, HashAlgorithmId.Sha256),
            "sha384" => (HashAlgorithmName.SHA384, HashAlgorithmId.Sha384),
            "sha512" => (HashAlgorithmName.SHA512, HashAlgorithmId.Sha512),
            _ => default,
        };
        if (algorithm == default || !piece.Message.TryHash(algorithm, out var hash))
            return EntryDigest.Unknown(logged);
        if (!logged.IsHexOf(hash.Span))
            return EntryDigest.Mismatch("A log entry is about other content.", hash.Span, logged);
        return piece.ClaimedDigest is { } claimed && claimed.Algorithm == id && !logged.IsHexOf(claimed.Digest.Span)
            ? EntryDigest.Mismatch("A log entry is about other content than the bundle says.", claimed.Digest.Span, logged)
            : null;
    }

    private static Spec ReadSpec(ref StrictJsonReader json)
    {
        Spec spec = default;
        var scope = json.BeginObject(SpecMembers);
        while (json.NextMember(ref scope) is { } member)
        {
            if (member == "data")
                spec = spec with { Hash = EntryBody.ReadInner(ref json, DataMembers, LoggedHash.ReadHex) };
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
                : spec with { PublicKey = EntryBody.ReadOnly(ref json, PublicKeyMembers) };
        }
    }
}
