namespace ImageProvenance.Testing;

/// <summary>Signs and attests pushed images as cosign does without a key of its own, in one call.</summary>
public static class VirtualSigstoreSigning
{
    /// <summary>Signs as cosign 3 does: a statement in a bundle, attached as a referrer.</summary>
    /// <returns>The manifest that carries the bundle.</returns>
    public static TestContent SignWithBundle(this PushedImage image, VirtualSigstore sigstore, TestSigner signer, SigningOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(image);
        return AttachBundle(image, sigstore, CosignArtifacts.SignatureStatement(image.Digest), CosignArtifacts.SignaturePredicateType, signer, options);
    }

    /// <summary>Attests as cosign 3 does: a statement in a bundle, attached as a referrer.</summary>
    /// <returns>The manifest that carries the bundle.</returns>
    public static TestContent AttestWithBundle(this PushedImage image, VirtualSigstore sigstore, TestSigner signer, string predicateType, string predicateJson, SigningOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(image);
        return AttachBundle(image, sigstore, Statement(image, predicateType, predicateJson), predicateType, signer, options);
    }

    /// <summary>Signs as cosign 1 and 2 do: a simple signing payload behind the <c>.sig</c> tag.</summary>
    /// <returns>The manifest that the tag points to now.</returns>
    public static TestContent SignWithTag(this PushedImage image, VirtualSigstore sigstore, TestSigner signer, IReadOnlyDictionary<string, string>? annotations = null, SigningOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(sigstore);
        return image.AttachTag("sig", sigstore.SignPayload(CosignArtifacts.SimpleSigningPayload(image.Digest, CosignSigning.NameOf(image), annotations), signer, options));
    }

    /// <summary>Attests as cosign 1 and 2 do: an envelope behind the <c>.att</c> tag.</summary>
    /// <returns>The manifest that the tag points to now.</returns>
    public static TestContent AttestWithTag(this PushedImage image, VirtualSigstore sigstore, TestSigner signer, string predicateType, string predicateJson, SigningOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(sigstore);
        return image.AttachTag("att", sigstore.SignAttestation(Statement(image, predicateType, predicateJson), predicateType, signer, options));
    }

    private static TestContent AttachBundle(PushedImage image, VirtualSigstore sigstore, byte[] statement, string predicateType, TestSigner signer, SigningOptions? options)
    {
        ArgumentNullException.ThrowIfNull(sigstore);
        return image.Attach(CosignArtifacts.BundleReferrer(sigstore.SignStatement(statement, signer, options), predicateType));
    }

    private static byte[] Statement(PushedImage image, string predicateType, string predicateJson) =>
        CosignArtifacts.Statement(image.Digest, predicateType, predicateJson, CosignSigning.NameOf(image));
}
