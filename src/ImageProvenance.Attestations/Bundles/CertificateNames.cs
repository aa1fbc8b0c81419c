using System.Formats.Asn1;

namespace ImageProvenance.Attestations;

/// <summary>Looks at the two names of a certificate, and at nothing else of it.</summary>
/// <remarks>RFC 5280, 4.1: <c>TBSCertificate ::= SEQUENCE { [0] version, serialNumber, signature, issuer, validity, subject, … }</c>.</remarks>
internal static class CertificateNames
{
    private static readonly Asn1Tag Version = new(TagClass.ContextSpecific, 0);

    /// <summary>Whether subject and issuer are the same, as they are of a root.</summary>
    /// <exception cref="MalformedContentException">The bytes have no such names (<c>invalid-bundle</c>).</exception>
    public static bool IsSelfIssued(ReadOnlyMemory<byte> der)
    {
        try
        {
            var certificate = new AsnReader(der, AsnEncodingRules.DER).ReadSequence().ReadSequence();
            if (certificate.PeekTag().HasSameClassAndValue(Version))
                certificate.ReadEncodedValue();
            certificate.ReadInteger();
            certificate.ReadSequence();
            var issuer = certificate.ReadEncodedValue();
            certificate.ReadSequence();
            var subject = certificate.ReadEncodedValue();
            return issuer.Span.SequenceEqual(subject.Span);
        }
        catch (AsnContentException e)
        {
            throw new MalformedContentException(new Failure("invalid-bundle", "A certificate of a bundle is not one."), e);
        }
    }
}
