using ImageProvenance.Attestations;

namespace ImageProvenance.Signatures;

/// <summary>
/// Verifies signatures by public keys that the plan trusts, any of them: cosign's simple signing, DSSE envelopes, and
/// Sigstore bundles made with a key. Stateless and thread-safe.
/// </summary>
/// <remarks>cosign, SIGNATURE_SPEC.md and BUNDLE_SPEC.md; DSSE 1.0, protocol.md; sigstore client-spec.md.</remarks>
public sealed class PublicKeyProvider : ISignatureProvider
{
    /// <inheritdoc />
    public IReadOnlyList<string> SignerKinds { get; } = [Signer.Key];

    /// <inheritdoc />
    public IReadOnlyList<string> MediaTypes { get; } = SignedFormats.MediaTypes;

    /// <inheritdoc />
    public SignatureVerdict Verify(Subject subject, SignedEvidence evidence, TrustPlan trust, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(trust);
        if (trust.Keys.Count == 0 || PieceReader.Read(subject, evidence) is not { } piece)
            return SignatureVerdict.NotApplicable;
        if (evidence is BundleEvidence { Bundle.KeyMaterial.Certificate: not null })
            return trust.AcceptsCertificates ? SignatureVerdict.NotApplicable : CertificateSigned;
        return KeyVerifier.Verify(subject, piece, trust);
    }

    internal static SignatureVerdict CertificateSigned { get; } = SignatureVerdict.Failed(
        "certificate-signed", "The bundle is signed with a certificate; the policy trusts keys only.", "a bundle with a public key", "a certificate");
}
