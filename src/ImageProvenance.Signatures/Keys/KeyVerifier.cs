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
        if (Array.Find(materials, material => material.RefusedEntries.Count > 0) is { } refused)
            return SignatureVerdict.Failed(refused.RefusedEntries[0]);
        if (SubjectCheck.Check(piece, subject) is { } another)
            return SignatureVerdict.Failed(another);

        int unknown = piece.LogEntries.Count(entry => Array.TrueForAll(materials, material => material.UnknownLogEntries.Contains(entry)));
        return SignatureVerdict.Proven(new(subject.Digest, piece.Content, new(Signer.Key, key.Id) { Algorithm = key.Algorithm })
        {
            Statement = piece.Statement,
            Times = [.. materials.SelectMany(material => material.Times).Distinct()],
            Log = [.. materials.SelectMany(material => material.Log).Distinct()],
            Notes = [.. MaterialNotes.UnknownLogs(piece, unknown)],
        });
    }

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
