using ImageProvenance.Attestations;

namespace ImageProvenance.Signatures;

/// <summary>
/// Verifies one Sigstore bundle about one artifact, without an image around it: by a key of the plan, or by a certificate that
/// an instance of the plan issued. Who is accepted as the signer is the caller's to check on the fact. Thread-safe.
/// </summary>
/// <remarks>sigstore architecture-docs, client-spec.md, 4.</remarks>
public static class BundleVerifier
{
    /// <summary>Verifies a bundle. Never throws for what the bundle holds.</summary>
    /// <param name="subject">The artifact: its bytes, or its digest alone.</param>
    /// <param name="bundle">The bundle.</param>
    /// <param name="trust">The keys and instances that may prove something; nothing else may.</param>
    public static SignatureVerdict Verify(Subject subject, SigstoreBundle bundle, TrustPlan trust)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(bundle);
        ArgumentNullException.ThrowIfNull(trust);
        try
        {
            var piece = PieceReader.Read(subject, bundle, bundle.DsseEnvelope is { } envelope ? InTotoStatement.Parse(envelope) : null);
            if (bundle.KeyMaterial.Certificate is not { } certificate)
                return trust.Keys.Count > 0 ? KeyVerifier.Verify(subject, piece, trust) : SigstoreProvider.KeySigned;
            return trust.AcceptsCertificates
                ? KeylessVerifier.Verify(subject, piece with { Certificate = Certificate.Parse(certificate) }, trust.Instances)
                : PublicKeyProvider.CertificateSigned;
        }
        catch (MalformedContentException e)
        {
            return SignatureVerdict.Failed(e.Failure);
        }
    }
}
