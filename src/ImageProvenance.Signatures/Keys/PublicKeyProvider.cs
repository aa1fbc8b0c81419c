using ImageProvenance.Attestations;

namespace ImageProvenance.Signatures;

/// <summary>
/// Verifies signatures by public keys that the plan trusts, any of them: cosign's simple signing, DSSE envelopes, and
/// Sigstore bundles made with a key. Stateless and thread-safe.
/// </summary>
/// <remarks>
/// cosign, SIGNATURE_SPEC.md and BUNDLE_SPEC.md; DSSE 1.0, protocol.md; sigstore client-spec.md. Key ids and hints in the evidence are unauthenticated and ignored.
/// Each check is a method of its own here; the signature is checked before the subject, so that the evidence of another
/// image is reported as just that.
/// </remarks>
public sealed class PublicKeyProvider : ISignatureProvider
{
    /// <inheritdoc />
    public IReadOnlyList<string> SignerKinds { get; } = [Signer.Key];

    /// <inheritdoc />
    public IReadOnlyList<string> MediaTypes { get; } =
        [ImageProvenance.MediaTypes.CosignSimpleSigning, ImageProvenance.MediaTypes.Dsse, ImageProvenance.MediaTypes.SigstoreBundlePrefix + "*"];

    /// <inheritdoc />
    public SignatureVerdict Verify(Subject subject, SignedEvidence evidence, TrustPlan trust, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(trust);
        if (trust.Keys.Count == 0)
            return SignatureVerdict.NotApplicable;
        return evidence switch
        {
            SimpleSigningEvidence simple => VerifySimpleSigning(subject, simple, trust),
            DsseEvidence dsse => VerifyStatement(subject, dsse.Envelope.SignedBytes, dsse.Signature.Signature, dsse.Statement, trust, []),
            BundleEvidence bundle => VerifyBundle(subject, bundle, trust),
            _ => SignatureVerdict.NotApplicable,
        };
    }

    private static SignatureVerdict VerifySimpleSigning(Subject subject, SimpleSigningEvidence evidence, TrustPlan trust)
    {
        if (FindSigner(evidence.SignedBytes, evidence.Signature, trust) is not { } key)
            return NoTrustedKey(trust);
        var named = evidence.Payload.ManifestDigest;
        return subject.Is(named)
            ? SignatureVerdict.Proven(new(subject.Digest, SignedContent.Signature, SignerOf(key)))
            : AnotherSubject(subject, named.ToString());
    }

    private static SignatureVerdict VerifyBundle(Subject subject, BundleEvidence evidence, TrustPlan trust)
    {
        var bundle = evidence.Bundle;
        if (bundle.KeyMaterial.PublicKeyHint is null)
            return SignatureVerdict.Failed("certificate-signed", "The bundle is signed with a certificate; the policy trusts keys only.", "a bundle with a public key", "a certificate");

        var notes = UnknownLogEntries(evidence);
        if (bundle.DsseEnvelope is { } envelope && evidence.Statement is { } statement)
            return VerifyStatement(subject, envelope.SignedBytes, envelope.Signatures[0].Signature, statement, trust, notes);
        return bundle.MessageSignature is { } message
            ? VerifyMessage(subject, message, trust, notes)
            : SignatureVerdict.NotApplicable;
    }

    private static SignatureVerdict VerifyStatement(
        Subject subject, ReadOnlyMemory<byte> signedBytes, ReadOnlyMemory<byte> signature, InTotoStatement statement, TrustPlan trust, IReadOnlyList<Finding> notes)
    {
        if (FindSigner(signedBytes, signature, trust) is not { } key)
            return NoTrustedKey(trust);
        if (!statement.Names(subject))
            return AnotherSubject(subject, Describe(statement));

        var content = statement.PredicateType == PredicateTypes.CosignSign ? SignedContent.Signature : SignedContent.Attestation;
        return SignatureVerdict.Proven(new(subject.Digest, content, SignerOf(key)) { Statement = statement, Notes = notes });
    }

    // A message signature is over the artifact's own bytes; the digest beside it is a hint and never the input.
    private static SignatureVerdict VerifyMessage(Subject subject, MessageSignature message, TrustPlan trust, IReadOnlyList<Finding> notes)
    {
        if (subject.Content is not { } content)
            return SignatureVerdict.Failed("content-needed", "A message signature can be checked only against the signed bytes, which are not at hand.");
        if (FindSigner(content.Memory, message.Signature, trust) is not { } key)
            return NoTrustedKey(trust);
        return MessageDigestCheck.Holds(message.MessageDigest, content)
            ? SignatureVerdict.Proven(new(subject.Digest, SignedContent.Signature, SignerOf(key)) { Notes = notes })
            : SignatureVerdict.Failed("message-digest-mismatch", "The bundle claims another digest of what is signed.", subject.Digest.ToString(), $"{message.MessageDigest.Algorithm}:{Convert.ToHexStringLower(message.MessageDigest.Digest.Span)}");
    }

    private static PublicKey? FindSigner(ReadOnlyMemory<byte> data, ReadOnlyMemory<byte> signature, TrustPlan trust)
    {
        var message = SignedMessage.Of(data);
        foreach (var key in trust.Keys)
            if (key.Verify(message, signature.Span))
                return key;
        return null;
    }

    // No trusted root is part of this plan, so every log is an unknown one: said, and worth nothing.
    private static IReadOnlyList<Finding> UnknownLogEntries(BundleEvidence evidence) => evidence.Bundle.TlogEntries.Count == 0
        ? []
        : [new(null, evidence.Id, "unknown-log", FindingSeverity.Info, "The bundle has entries of transparency logs that no trusted root knows; they prove nothing.", null, $"{evidence.Bundle.TlogEntries.Count}")];

    private static SignatureVerdict NoTrustedKey(TrustPlan trust) =>
        SignatureVerdict.Failed("signature-mismatch", "The signature was not made by a trusted key over these bytes.", string.Join(", ", trust.Keys.Select(key => key.Id)), "no key matches");

    private static SignatureVerdict AnotherSubject(Subject subject, string actual) =>
        SignatureVerdict.Failed("subject-mismatch", "The signature is good, and about something else.", subject.Digest.ToString(), actual);

    private static string Describe(InTotoStatement statement) =>
        string.Join(", ", statement.Subjects.Take(3).Select(subject => string.Join(" ", subject.Digest.Select(digest => $"{digest.Key}:{digest.Value}"))).DefaultIfEmpty("no subject"));

    private static Signer SignerOf(PublicKey key) => new(Signer.Key, key.Id) { Algorithm = key.Algorithm };
}
