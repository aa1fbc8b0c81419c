using System.Formats.Asn1;

namespace ImageProvenance.Signatures;

/// <summary>Reads what Fulcio wrote about the identity token. Extensions of its arc that are not known are left alone.</summary>
/// <remarks>fulcio, docs/oid-info.md: the first six are bare text, the others a UTF8String.</remarks>
internal static class FulcioExtensionReader
{
    private const FulcioExtension LastBare = FulcioExtension.GitHubWorkflowRef;

    /// <summary>Reads the extensions of a certificate.</summary>
    /// <exception cref="MalformedContentException">One is malformed (<c>invalid-certificate</c>).</exception>
    public static Dictionary<FulcioExtension, string> Read(Certificate certificate)
    {
        var texts = new Dictionary<FulcioExtension, string>();
        var extensions = new DerReader(certificate.Extensions);
        while (extensions.HasData)
        {
            var (oid, _, value) = CertificateReader.ReadExtension(ref extensions);
            if (TryName(oid.Span, out var name))
                texts.Add(name, ReadText(name, value));
        }

        return texts;
    }

    // The arc and one number behind it, which is one byte up to 127.
    private static bool TryName(ReadOnlySpan<byte> oid, out FulcioExtension name)
    {
        name = oid.Length == Oids.Fulcio.Length + 1 && oid.StartsWith(Oids.Fulcio) ? (FulcioExtension)oid[^1] : FulcioExtension.Unknown;
        return name != FulcioExtension.Unknown && Enum.IsDefined(name);
    }

    private static string ReadText(FulcioExtension name, ReadOnlyMemory<byte> value)
    {
        try
        {
            var reader = new DerReader(value);
            string text = name <= LastBare ? IdentityText.ReadBare(ref reader) : IdentityText.Read(ref reader, UniversalTagNumber.UTF8String);
            reader.End();
            return text;
        }
        catch (AsnContentException e)
        {
            throw new MalformedContentException(new Failure("invalid-certificate", $"The extension {name} of a certificate is malformed.", "text of its format", e.Message), e);
        }
    }
}
