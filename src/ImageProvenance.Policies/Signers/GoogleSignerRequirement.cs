using ImageProvenance.Signatures;

namespace ImageProvenance.Policies;

/// <summary>A person or service account of Google, by email address.</summary>
public sealed class GoogleSignerRequirement : KeylessSignerRequirement
{
    private static readonly SubjectMatch Google = SubjectMatch.Exact(WellKnownIssuers.Google);

    internal GoogleSignerRequirement(string email, SignerTerms terms)
        : base(Google, terms) => Email = email;

    /// <summary>The email address, compared exactly.</summary>
    public string Email { get; }

    internal override string Member => "google";

    private protected override void CheckIdentity(string path, List<PolicyMistake> mistakes)
    {
        if (SubjectText.MistakeIn(Email) is { } mistake)
            mistakes.Add(new($"{path}.email", mistake));
        else if (Email.Count(character => character == '@') != 1 || Email[0] == '@' || Email[^1] == '@')
            mistakes.Add(new($"{path}.email", $"'{Email}' is no email address."));
    }

    private protected override string DescribeIdentity() => $"Google account {Email}";

    private protected override Failure? RefuseIdentity(CertificateIdentity certificate) =>
        certificate.Kind == SubjectNameKind.Email && certificate.Name == Email ? null : AnotherIdentity(Email, certificate);
}
