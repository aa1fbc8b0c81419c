using ImageProvenance.Signatures;

namespace ImageProvenance.Policies;

/// <summary>
/// A signer known by a certificate that a Sigstore instance issued: who vouched for the name, which name, and what else the
/// certificate has to say. Immutable and thread-safe.
/// </summary>
/// <remarks>sigstore architecture-docs, client-spec.md, 4; fulcio, docs/oid-info.md.</remarks>
public abstract class KeylessSignerRequirement : SignerRequirement
{
    private static readonly TrustProfile OfUnknownInstance = new() { LogEntries = 1, SignedCertificateTimestamps = 1 };

    private protected KeylessSignerRequirement(SubjectMatch issuer, SignerTerms terms)
        : base(terms.Thresholds) => (Issuer, Extensions) = (issuer, terms.Extensions);

    /// <summary>The issuer of the token that proved the name.</summary>
    public SubjectMatch Issuer { get; }

    /// <summary>What extensions have to say besides; all of them.</summary>
    public IReadOnlyList<ExtensionCondition> Extensions { get; }

    /// <inheritdoc />
    public sealed override string Kind => Signer.Keyless;

    internal sealed override void Contribute(PlanBuilder plan)
    {
        base.Contribute(plan);
        plan.AcceptCertificates(Thresholds);
    }

    internal sealed override void Check(string path, List<PolicyMistake> mistakes)
    {
        string place = $"{path}.{Member}";
        CheckIdentity(place, mistakes);
        foreach (var (extension, value) in Extensions)
        {
            string? name = FulcioExtensionNames.NameOf(extension);
            if (name is null)
                mistakes.Add(new($"{place}.extensions", $"certificates have no extension {(int)extension}."));
            else if (value.Mistake is { } mistake)
                mistakes.Add(new($"{place}.extensions.{name}", mistake));
        }

        foreach (var twice in Extensions.GroupBy(condition => condition.Extension).Where(group => group.Count() > 1))
            mistakes.Add(new($"{place}.extensions", $"{FulcioExtensionNames.NameOf(twice.Key)} is stated twice; write one pattern."));
        Thresholds.Check(place, mistakes);
    }

    private protected abstract void CheckIdentity(string path, List<PolicyMistake> mistakes);

    /// <summary>The name that is asked for, and what is asked of the certificate besides the issuer and <see cref="Extensions"/>.</summary>
    private protected abstract string DescribeIdentity();

    /// <summary>Why a certificate of the right issuer does not name whom is asked for; null if it does.</summary>
    private protected abstract Failure? RefuseIdentity(CertificateIdentity certificate);

    private protected sealed override string DescribeSigner() =>
        $"{DescribeIdentity()}, issuer {Issuer}" + string.Concat(Extensions.Select(condition => $", {condition}"));

    // Whoever proves certificates without an instance cannot say what that asks for: then it is what the public one does.
    private protected sealed override TrustProfile AskedOf(SignatureFact fact) => fact.Instance?.Unlowered ?? OfUnknownInstance;

    private protected sealed override Failure? RefuseSigner(Signer signer)
    {
        if (signer.Kind != Kind || signer.Certificate is not { } certificate)
            return Mismatch(signer);
        if (certificate.Issuer is null || !Issuer.Matches(certificate.Issuer))
            return new("issuer-mismatch", "Another issuer vouched for the certificate's name than the policy wants.", Issuer.ToString(), certificate.Issuer ?? "none");
        return NameForm.Refuse(certificate)
            ?? RefuseIdentity(certificate)
            ?? Extensions.Select(condition => condition.Refuse(certificate)).FirstOrDefault(refusal => refusal is not null);
    }

    private protected static Failure AnotherIdentity(string expected, CertificateIdentity certificate) =>
        new("identity-mismatch", "The certificate names somebody else than the policy wants.", expected, certificate.Name);

    /// <summary>The mistake in the issuer of a policy; null if there is none.</summary>
    private protected static string? MistakeInIssuer(SubjectMatch issuer) => issuer.Mistake
        ?? (issuer.Kind != SubjectMatchKind.Exact || IsUrl(issuer.Text) ? null : $"'{issuer.Text}' is no issuer; write its whole URL, such as {WellKnownIssuers.GitHubActions}.");

    private static bool IsUrl(string text) => text.StartsWith("https://", StringComparison.Ordinal) || text.StartsWith("http://", StringComparison.Ordinal);
}
