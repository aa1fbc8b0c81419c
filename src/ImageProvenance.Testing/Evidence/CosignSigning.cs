namespace ImageProvenance.Testing;

/// <summary>Signs and attests pushed images as <c>cosign --key</c> does, in one call.</summary>
public static class CosignSigning
{
    /// <summary>Signs as cosign 3 does: a statement in a bundle, attached as a referrer.</summary>
    /// <returns>The manifest that carries the bundle.</returns>
    public static TestContent SignWithBundle(this PushedImage image, TestKey key)
    {
        ArgumentNullException.ThrowIfNull(image);
        return AttachBundle(image, key, CosignArtifacts.SignatureStatement(image.Digest), CosignArtifacts.SignaturePredicateType);
    }

    /// <summary>Signs as cosign 1 and 2 do: a simple signing payload behind the <c>.sig</c> tag.</summary>
    /// <returns>The manifest that the tag points to now.</returns>
    public static TestContent SignWithTag(this PushedImage image, TestKey key, IReadOnlyDictionary<string, string>? annotations = null)
    {
        ArgumentNullException.ThrowIfNull(image);
        return image.AttachTag("sig", CosignArtifacts.SignatureLayer(key, CosignArtifacts.SimpleSigningPayload(image.Digest, NameOf(image), annotations)));
    }

    /// <summary>Attests as cosign 3 does: a statement in a bundle, attached as a referrer.</summary>
    /// <returns>The manifest that carries the bundle.</returns>
    public static TestContent AttestWithBundle(this PushedImage image, TestKey key, string predicateType, string predicateJson)
    {
        ArgumentNullException.ThrowIfNull(image);
        return AttachBundle(image, key, CosignArtifacts.Statement(image.Digest, predicateType, predicateJson, NameOf(image)), predicateType);
    }

    /// <summary>Attests as cosign 1 and 2 do: an envelope behind the <c>.att</c> tag.</summary>
    /// <returns>The manifest that the tag points to now.</returns>
    public static TestContent AttestWithTag(this PushedImage image, TestKey key, string predicateType, string predicateJson)
    {
        ArgumentNullException.ThrowIfNull(image);
        byte[] statement = CosignArtifacts.Statement(image.Digest, predicateType, predicateJson, NameOf(image));
        return image.AttachTag("att", CosignArtifacts.AttestationLayer(CosignArtifacts.Envelope(key, statement), predicateType));
    }

    private static TestContent AttachBundle(PushedImage image, TestKey key, byte[] statement, string predicateType) =>
        image.Attach(CosignArtifacts.BundleReferrer(CosignArtifacts.Bundle(key, CosignArtifacts.Envelope(key, statement)), predicateType));

    // A registry in memory has no host of its own; cosign does not check the name.
    internal static string NameOf(PushedImage image) => $"registry.test/{image.Repository}";
}
