using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ImageProvenance.Signatures;

/// <summary>Finds the SubjectPublicKeyInfo in PEM text, and says what is there instead where it is not.</summary>
internal static class PublicKeyPem
{
    public static byte[] Read(string pem)
    {
        ArgumentNullException.ThrowIfNull(pem);
        if (!PemEncoding.TryFind(pem, out var fields))
            throw PublicKey.Invalid("A key is no PEM.", "-----BEGIN PUBLIC KEY-----");
        if (PemEncoding.TryFind(pem.AsSpan(fields.Location.End.Value), out _))
            throw PublicKey.Invalid("A key file holds several PEM blocks; one is needed.", "one block", "several");

        string label = pem[fields.Label];
        byte[] der = Convert.FromBase64String(pem[fields.Base64Data]);
        try
        {
            return label switch
            {
                "PUBLIC KEY" => der,
                "RSA PUBLIC KEY" => FromPkcs1(der),
                "CERTIFICATE" => FromCertificate(der),
                _ when label.Contains("PRIVATE KEY", StringComparison.Ordinal) =>
                    throw PublicKey.Invalid("This is a private key; verification needs the public one.", "PUBLIC KEY or CERTIFICATE", label),
                _ => throw PublicKey.Invalid("A PEM block holds no public key.", "PUBLIC KEY or CERTIFICATE", label),
            };
        }
        catch (CryptographicException e)
        {
            throw PublicKey.Invalid($"A PEM block '{label}' cannot be read.", null, e.Message);
        }
    }

    /// <summary>The SubjectPublicKeyInfo of a bare RSAPublicKey (RFC 8017, A.1.1).</summary>
    /// <exception cref="CryptographicException">It is no such key.</exception>
    /// <exception cref="MalformedContentException">There is data after it (<c>invalid-key</c>).</exception>
    public static byte[] FromPkcs1(byte[] der)
    {
        using var rsa = RSA.Create();
        rsa.ImportRSAPublicKey(der, out int read);
        return read == der.Length ? rsa.ExportSubjectPublicKeyInfo() : throw TrailingData("RSA PUBLIC KEY");
    }

    private static byte[] FromCertificate(byte[] der)
    {
        // The loader also takes PEM, and data after the certificate: a block is one certificate in DER, and nothing else.
        using var certificate = X509CertificateLoader.LoadCertificate(der);
        return certificate.RawDataMemory.Span.SequenceEqual(der) ? certificate.PublicKey.ExportSubjectPublicKeyInfo() : throw TrailingData("CERTIFICATE");
    }

    private static MalformedContentException TrailingData(string label) =>
        PublicKey.Invalid($"A PEM block '{label}' holds more than that.", "one DER value", "data after it");
}
