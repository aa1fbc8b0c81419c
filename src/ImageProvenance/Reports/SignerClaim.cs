using ImageProvenance.Attestations;
using ImageProvenance.Signatures;

namespace ImageProvenance;

/// <summary>By whom a piece of evidence claims to be signed: a key by its hint, or a certificate with the identity that it names. Nothing of it is verified.</summary>
internal static class SignerClaim
{
    private const string OfCertificate = "certificate";

    public static Signer? Of(Evidence evidence) => evidence switch
    {
        BundleEvidence { Bundle.KeyMaterial.PublicKeyHint: { Length: > 0 } hint } => new(Signer.Key, hint),
        BundleEvidence { Bundle.KeyMaterial.Certificate: { } der } => Certificate(() => CertificateIdentity.Parse(der)),
        DsseEvidence { Signature.KeyId: { Length: > 0 } keyId } => new(Signer.Key, keyId),
        DsseEvidence { Annotations.Certificate: { } pem } => Certificate(() => CertificateIdentity.ParsePem(pem)),
        SimpleSigningEvidence { Annotations.Certificate: { } pem } => Certificate(() => CertificateIdentity.ParsePem(pem)),
        _ => null,
    };

    // A certificate that cannot be read is still one; what it says of its holder is then nothing.
    private static Signer Certificate(Func<CertificateIdentity> read)
    {
        try
        {
            var identity = read();
            return new(OfCertificate, identity.Name) { Certificate = identity };
        }
        catch (MalformedContentException)
        {
            return new(OfCertificate, "");
        }
    }
}
