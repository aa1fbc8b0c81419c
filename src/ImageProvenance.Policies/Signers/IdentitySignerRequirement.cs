using ImageProvenance.Signatures;

namespace ImageProvenance.Policies;

/// <summary>A keyless signer, by issuer and name.</summary>
public sealed class IdentitySignerRequirement : KeylessSignerRequirement
{
    internal IdentitySignerRequirement(SubjectMatch issuer, SubjectMatch identity, SignerTerms terms)
        : base(issuer, terms) => Identity = identity;

    /// <summary>The name in the certificate.</summary>
    public SubjectMatch Identity { get; }

    internal override string Member => "keyless";

    private protected override void CheckIdentity(string path, List<PolicyMistake> mistakes)
    {
        if (MistakeInIssuer(Issuer) is { } issuer)
            mistakes.Add(new($"{path}.issuer", issuer));
        if (Identity.Mistake is { } identity)
            mistakes.Add(new($"{path}.identity", identity));
    }

    private protected override string DescribeIdentity() => $"identity {Identity}";

    private protected override Failure? RefuseIdentity(CertificateIdentity certificate) =>
        Identity.Matches(certificate.Name) ? null : AnotherIdentity(Identity.ToString(), certificate);
}
