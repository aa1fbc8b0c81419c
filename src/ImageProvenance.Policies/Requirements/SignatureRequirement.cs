using ImageProvenance.Signatures;

namespace ImageProvenance.Policies;

/// <summary>The image is signed. An attestation of another predicate than cosign's signature does not count.</summary>
public sealed class SignatureRequirement : SignedEvidenceRequirement
{
    internal SignatureRequirement(SignerRequirement signer)
        : base(signer)
    {
    }

    /// <inheritdoc />
    public override string Type => "signature";

    /// <inheritdoc />
    public override string Describe() => $"signed by {By.Describe()}";

    private protected override Failure Missing => new("signature-missing", "No signature of the image was found.", By.Describe(), "none");

    private protected override Failure? Refuse(SignatureFact fact) => fact.Content == SignedContent.Signature
        ? null
        : new("not-a-signature", "It is an attestation by the right signer, which does not count as a signature of the image.", "a signature", fact.Statement?.PredicateType);
}
