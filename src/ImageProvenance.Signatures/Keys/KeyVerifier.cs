namespace ImageProvenance.Signatures;

/// <summary>
/// Proves a signature by a trusted key. No log has to hold it; but an entry of a log that a trusted root knows has to be true,
/// and what vouches for the signature besides is reported.
/// </summary>
/// <remarks>cosign, SIGNATURE_SPEC.md; DSSE 1.0, protocol.md. Key ids and hints in the evidence are unauthenticated and ignored.</remarks>
internal static class KeyVerifier
{
    public static SignatureVerdict Verify(Subject subject, SignedPiece piece, TrustPlan trust)
    {
        if (FindSigner(piece, trust) is not { } key)
            return SignatureVerdict.Failed(NoTrustedKey(piece, trust));

        piece = piece with { Key = key };
        VerifiedMaterial[] materials = [.. trust.Instances.Select(instance => VerifiedMaterial.Of(piece, instance.Root, instance.Profile))];
        var material = Best(materials);
        if (material?.RefusedEntries is [var refused, ..])
            return SignatureVerdict.Failed(refused);
        if (SubjectCheck.Check(piece, subject) is { } another)
            return SignatureVerdict.Failed(another);

        return SignatureVerdict.Proven(new(subject.Digest, piece.Content, new(Signer.Key, key.Id) { Algorithm = key.Algorithm })
        {
            Statement = piece.Statement,
            Times = material?.Times ?? [],
            Log = material?.Log ?? [],
            Notes = MaterialNotes.Of(piece, material),
        });
    }

    // What vouches is judged under one instance, as for certificates: what two roots know is not two of it. An entry that one
    // root refuses, because it is older, may be good under another that knows its log.
    private static VerifiedMaterial? Best(VerifiedMaterial[] materials) => materials
        .OrderBy(material => material.RefusedEntries.Count > 0 && material.Log.Count == 0 ? 1 : 0)
        .ThenBy(material => material.UnknownLogEntries.Count)
        .ThenBy(material => material.RefusedEntries.Count)
        .ThenByDescending(material => Distinct.Count(material.Times, static time => time.CountedAs))
        .FirstOrDefault();

    private static PublicKey? FindSigner(SignedPiece piece, TrustPlan trust)
    {
        foreach (var key in trust.Keys)
            if (key.Verify(piece.Message, piece.Signature.Span))
                return key;
        return null;
    }

    private static Failure NoTrustedKey(SignedPiece piece, TrustPlan trust) => new(
        "signature-mismatch",
        piece.Message.Bytes is null
            ? "The signature was not made by a trusted key over this digest. Algorithms with another hash than the digest's, and Ed25519, need the bytes."
            : "The signature was not made by a trusted key over these bytes.",
        string.Join(", ", trust.Keys.Select(key => key.Id)), "no key matches");
}
