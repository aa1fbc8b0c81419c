using System.Formats.Asn1;
using ImageProvenance.Attestations;
using ImageProvenance.Signatures;
using ImageProvenance.Testing;

namespace ImageProvenance.Fuzz;

/// <summary>Certificates of signers, and the lists of timestamps in them.</summary>
internal static class CertificateSeeds
{
    public static IEnumerable<FuzzSeed> Of(FuzzInstance instance)
    {
        var der = SigstoreBundle.Parse(BundleSeeds.Make(instance, LogEntryKind.HashedRekord001)).KeyMaterial.Certificate!.Value;
        var email = SigstoreBundle.Parse(instance.V1.SignArtifact(FuzzInstance.Artifact, TestIdentity.Email("somebody@example.com"))).KeyMaterial.Certificate!.Value;
        var certificate = Certificate.Parse(der);
        certificate.TryFindExtension(Oids.EmbeddedScts, out var list, out _);
        return
        [
            new("certificate", der.ToArray(), bytes => JudgeCertificate(instance, bytes)),
            new("certificate", email.ToArray(), bytes => JudgeCertificate(instance, bytes)),
            new("sct-list", DerOctets(list), bytes => JudgeTimestamps(instance, certificate, bytes)),
        ];
    }

    // Every reader of certificates sees it, also where another has refused it.
    private static string? JudgeCertificate(FuzzInstance instance, ReadOnlyMemory<byte> der)
    {
        var certificate = Certificate.Parse(der);
        var root = instance.V1.TrustedRoot;
        var failure = LeafCertificateCheck.Check(certificate);
        var authorities = CertificateIssuers.Of(certificate, root);
        failure ??= SctCheck.Check(certificate, root.CertificateAuthorities[0].Chain.Issuer, root.CertificateTransparencyLogs, 1, out _);
        var identity = CertificateIdentity.Read(certificate);
        return failure is null && authorities.Count > 0 ? $"{identity} {certificate.Validity}" : null;
    }

    // The rest of the certificate is as it was, so that a list that is other than it has to prove less.
    private static string? JudgeTimestamps(FuzzInstance instance, Certificate certificate, ReadOnlyMemory<byte> list)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier("1.3.6.1.4.1.11129.2.4.2");
            using (writer.PushOctetString())
                writer.WriteOctetString(list.Span);
        }

        var changed = Certificate.Parse(Replace(certificate, writer.Encode()));
        var root = instance.V1.TrustedRoot;
        var failure = SctCheck.Check(changed, root.CertificateAuthorities[0].Chain.Issuer, root.CertificateTransparencyLogs, 1, out var proven);
        return failure is null ? $"{proven.Count > 0}" : null;
    }

    // The certificate's signature is then wrong, which nothing here looks at.
    private static byte[] Replace(Certificate certificate, byte[] extension)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                var fields = new DerReader(certificate.TbsCertificate).ReadSequence();
                var extensionsTag = new Asn1Tag(TagClass.ContextSpecific, 3);
                while (!fields.NextIs(extensionsTag))
                    writer.WriteEncodedValue(fields.ReadEncoded().Span);
                using (writer.PushSequence(extensionsTag))
                using (writer.PushSequence())
                {
                    for (var extensions = new DerReader(certificate.Extensions); extensions.HasData;)
                    {
                        var encoded = extensions.ReadEncoded();
                        var single = new DerReader(encoded);
                        writer.WriteEncodedValue(CertificateReader.ReadExtension(ref single).Oid.Span.SequenceEqual(Oids.EmbeddedScts) ? extension : encoded.Span);
                    }
                }
            }

            writer.WriteEncodedValue(certificate.SignatureAlgorithm.Span);
            writer.WriteBitString(certificate.Signature.Span);
        }

        return writer.Encode();
    }

    private static byte[] DerOctets(ReadOnlyMemory<byte> der) => AsnDecoder.ReadOctetString(der.Span, AsnEncodingRules.DER, out _);
}
