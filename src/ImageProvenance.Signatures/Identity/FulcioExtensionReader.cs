using System.Formats.Asn1;
using System.Text;

namespace ImageProvenance.Signatures;

/// <summary>Reads what Fulcio wrote about the identity token. Extensions of its arc that are not known are left alone.</summary>
/// <remarks>fulcio, docs/oid-info.md: the first six are bare text, the others a UTF8String.</remarks>
internal static class FulcioExtensionReader
{
    private const FulcioExtension LastBare = FulcioExtension.GitHubWorkflowRef;

    /// <summary>Checks every extension of a certificate, and makes no text but the issuers'.</summary>
    /// <exception cref="MalformedContentException">One is malformed (<c>invalid-certificate</c>).</exception>
    public static (string? IssuerV1, string? Issuer) Check(Certificate certificate)
    {
        string? old = null, issuer = null;
        var extensions = new DerReader(certificate.Extensions);
        while (TryNext(ref extensions, out var name, out var utf8))
        {
            if (name == FulcioExtension.IssuerV1)
                old = Encoding.UTF8.GetString(utf8.Span);
            else if (name == FulcioExtension.Issuer)
                issuer = Encoding.UTF8.GetString(utf8.Span);
        }

        return (old, issuer);
    }

    /// <summary>Reads the extensions of a certificate.</summary>
    /// <exception cref="MalformedContentException">One is malformed (<c>invalid-certificate</c>).</exception>
    public static Dictionary<FulcioExtension, string> Read(Certificate certificate)
    {
        var texts = new Dictionary<FulcioExtension, string>((int)FulcioExtension.TokenSubject);
        var extensions = new DerReader(certificate.Extensions);
        while (TryNext(ref extensions, out var name, out var utf8))
            texts.Add(name, Encoding.UTF8.GetString(utf8.Span));
        return texts;
    }

    private static bool TryNext(ref DerReader extensions, out FulcioExtension name, out ReadOnlyMemory<byte> utf8)
    {
        while (extensions.HasData)
        {
            var (oid, _, value) = CertificateReader.ReadExtension(ref extensions);
            if (!TryName(oid.Span, out name))
                continue;
            utf8 = TakeText(name, value);
            return true;
        }

        (name, utf8) = (FulcioExtension.Unknown, default);
        return false;
    }

    // The arc and one number behind it, which is one byte up to 127.
    private static bool TryName(ReadOnlySpan<byte> oid, out FulcioExtension name)
    {
        name = oid.Length == Oids.Fulcio.Length + 1 && oid.StartsWith(Oids.Fulcio) ? (FulcioExtension)oid[^1] : FulcioExtension.Unknown;
        return name != FulcioExtension.Unknown && Enum.IsDefined(name);
    }

    private static ReadOnlyMemory<byte> TakeText(FulcioExtension name, ReadOnlyMemory<byte> value)
    {
        try
        {
            var reader = new DerReader(value);
            var utf8 = name <= LastBare ? IdentityText.TakeBare(ref reader) : IdentityText.TakeUtf8(ref reader);
            reader.End();
            return utf8;
        }
        catch (AsnContentException e)
        {
            throw new MalformedContentException(new Failure("invalid-certificate", $"The extension {name} of a certificate is malformed.", "text of its format", e.Message), e);
        }
    }
}
