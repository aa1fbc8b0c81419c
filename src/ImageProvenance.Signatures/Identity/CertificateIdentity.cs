namespace ImageProvenance.Signatures;

/// <summary>
/// Who a certificate says its holder is: the one name in it, the issuer of the token that proved the name, and what else the
/// authority wrote down. A claim until the certificate has been verified. Immutable and thread-safe.
/// </summary>
/// <remarks>fulcio, docs/oid-info.md and docs/certificate-specification.md.</remarks>
public sealed class CertificateIdentity
{
    private readonly Certificate? _certificate;

    internal CertificateIdentity(string name, SubjectNameKind kind, string? issuer, IReadOnlyDictionary<FulcioExtension, string> extensions) =>
        (Name, Kind, Issuer, Extensions) = (name, kind, issuer, extensions);

    // The extensions have been checked; most verdicts need none of them as text.
    internal CertificateIdentity(string name, SubjectNameKind kind, string? issuer, Certificate certificate) =>
        (Name, Kind, Issuer, _certificate) = (name, kind, issuer, certificate);

    /// <summary>The name: for a CI system the workflow that signed, with its ref.</summary>
    public string Name { get; }

    /// <summary>The form of the name.</summary>
    public SubjectNameKind Kind { get; }

    /// <summary>The issuer of the identity token, a URL (extension .8, else .1); null where the certificate names none.</summary>
    public string? Issuer { get; }

    /// <summary>The extensions that the certificate has, each as its text.</summary>
    public IReadOnlyDictionary<FulcioExtension, string> Extensions => field ??= FulcioExtensionReader.Read(_certificate!);

    /// <summary>The text of an extension, or null where the certificate has none.</summary>
    public string? this[FulcioExtension extension] => Extensions.GetValueOrDefault(extension);

    /// <inheritdoc />
    public override string ToString() => Issuer is null ? Name : $"{Name} (issuer {Issuer})";

    /// <summary>Reads whom a certificate names. Nothing is verified: it is what the certificate claims.</summary>
    /// <param name="der">The certificate, DER.</param>
    /// <exception cref="MalformedContentException">It is no certificate, has no such name, or an extension that is none (<c>invalid-certificate</c>).</exception>
    public static CertificateIdentity Parse(ReadOnlyMemory<byte> der) => Read(Certificate.Parse(der));

    /// <summary>Reads whom a certificate in PEM names, one block. Nothing is verified: it is what the certificate claims.</summary>
    /// <exception cref="MalformedContentException">As for <see cref="Parse"/>, or it is no such block (<c>invalid-certificate</c>).</exception>
    public static CertificateIdentity ParsePem(string pem)
    {
        ArgumentNullException.ThrowIfNull(pem);
        return Parse(CertificatePem.ReadOne(pem));
    }

    /// <summary>Reads the identity from a certificate.</summary>
    /// <exception cref="MalformedContentException">It has no such name, or an extension that is none (<c>invalid-certificate</c>).</exception>
    internal static CertificateIdentity Read(Certificate certificate) => CertificateIdentityReader.Read(certificate);
}
