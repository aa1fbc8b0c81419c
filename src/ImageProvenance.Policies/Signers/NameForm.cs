using ImageProvenance.Signatures;

namespace ImageProvenance.Policies;

/// <summary>
/// Whether a name has the form that its certificate states. Policies compare texts: an email address that reads like a
/// workflow's address must not be taken for one.
/// </summary>
internal static class NameForm
{
    public static Failure? Refuse(CertificateIdentity certificate)
    {
        string name = certificate.Name;
        bool isOfItsForm = certificate.Kind switch
        {
            SubjectNameKind.Uri => SubjectText.SchemeOf(name) is not null,
            SubjectNameKind.Email => name.Contains('@', StringComparison.Ordinal) && !name.Contains("://", StringComparison.Ordinal),
            SubjectNameKind.UserName => name.Contains('!', StringComparison.Ordinal) && !name.Contains("://", StringComparison.Ordinal),
            _ => false,
        };
        return isOfItsForm ? null : new("identity-mismatch", "The certificate's name is not of the form that the certificate states.", Describe(certificate.Kind), name);
    }

    private static string Describe(SubjectNameKind kind) => kind switch
    {
        SubjectNameKind.Uri => "a URI",
        SubjectNameKind.Email => "an email address",
        SubjectNameKind.UserName => "a user name, user!domain",
        _ => "a name of a known form",
    };
}
