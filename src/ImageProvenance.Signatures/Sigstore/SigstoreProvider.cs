using ImageProvenance.Attestations;

namespace ImageProvenance.Signatures;

/// <summary>
/// Verifies keyless signatures: made with short-lived certificates that a Sigstore instance of the plan issued to a workflow or
/// a person, in bundles and in cosign's annotations. Stateless and thread-safe.
/// </summary>
/// <remarks>sigstore architecture-docs, client-spec.md; cosign, SIGNATURE_SPEC.md. Nothing is fetched: what vouches for a signature travels with it.</remarks>
public sealed class SigstoreProvider : ISignatureProvider
{
    /// <inheritdoc />
    public IReadOnlyList<string> SignerKinds { get; } = [Signer.Keyless];

    /// <inheritdoc />
    public IReadOnlyList<string> MediaTypes { get; } = SignedFormats.MediaTypes;

    /// <inheritdoc />
    public SignatureVerdict Verify(Subject subject, SignedEvidence evidence, TrustPlan trust, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(trust);
        if (!trust.AcceptsCertificates || PieceReader.Read(subject, evidence) is not { } piece)
            return SignatureVerdict.NotApplicable;
        try
        {
            return PieceReader.ReadCertificate(evidence) is { } certificate
                ? KeylessVerifier.Verify(subject, piece with { Certificate = certificate }, trust.Instances)
                : trust.Keys.Count > 0 ? SignatureVerdict.NotApplicable : KeySigned;
        }
        catch (MalformedContentException e)
        {
            return SignatureVerdict.Failed(e.Failure);
        }
    }

    internal static SignatureVerdict KeySigned { get; } = SignatureVerdict.Failed(
        "key-signed", "The signature brings no certificate: it was made with a key, which proves no identity.", "a certificate of a Sigstore instance", "none");
}
