using System.Formats.Asn1;

namespace ImageProvenance.Signatures;

/// <summary>Reads the one name of a signer from the subject alternative name; two names, or one of another form, are none.</summary>
/// <remarks>RFC 5280, 4.2.1.6; fulcio, docs/oid-info.md, "1.3.6.1.4.1.57264.1.7".</remarks>
internal static class SubjectName
{
    private static readonly Asn1Tag OtherName = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag Email = new(TagClass.ContextSpecific, 1);
    private static readonly Asn1Tag Uri = new(TagClass.ContextSpecific, 6);

    /// <summary>Reads the name.</summary>
    /// <exception cref="MalformedContentException">There is no such name (<c>invalid-certificate</c>).</exception>
    public static (SubjectNameKind Kind, string Name) Read(Certificate certificate) =>
        certificate.TryFindExtension(Oids.SubjectAlternativeName, out var value, out _)
            ? DerReader.Parse(value, "invalid-certificate", "The certificate does not have exactly one subject name, an email address, URI or user name.", ReadOnlyName)
            : throw new MalformedContentException("invalid-certificate", "The certificate has no subject alternative name.");

    private static (SubjectNameKind Kind, string Name) ReadOnlyName(ref DerReader reader)
    {
        var names = reader.ReadSequence();
        var (kind, name) =
            names.NextIs(Email) ? (SubjectNameKind.Email, IdentityText.ReadAscii(ref names, Email))
            : names.NextIs(Uri) ? (SubjectNameKind.Uri, IdentityText.ReadAscii(ref names, Uri))
            : (SubjectNameKind.UserName, ReadUserName(ref names));
        names.End();
        return name.Length > 0 ? (kind, name) : throw DerReader.Invalid("The name is empty.");
    }

    private static string ReadUserName(ref DerReader names)
    {
        var otherName = names.ReadSequence(OtherName);
        if (!otherName.ReadOid().Span.SequenceEqual(Oids.FulcioUserName))
            throw DerReader.Invalid("The name is of a form that is not known.");
        var value = otherName.ReadSequence(OtherName);
        otherName.End();
        string name = IdentityText.ReadUtf8(ref value);
        value.End();
        return name;
    }
}
