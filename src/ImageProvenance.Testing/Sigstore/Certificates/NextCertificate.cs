using System.Security.Cryptography.X509Certificates;

namespace ImageProvenance.Testing;

/// <summary>
/// What will be wrong with the certificate of the next signature; everything else about it stays right. The one after that is
/// right again. Thread-safe.
/// </summary>
public sealed class NextCertificate
{
    private readonly Plan<CertificatePlan> _plan = new(CertificatePlan.Honest);
    private readonly VirtualSigstore _sigstore;

    internal NextCertificate(VirtualSigstore sigstore) => _sigstore = sigstore;

    /// <summary>It states no purpose at all.</summary>
    public NextCertificate HasNoPurpose() => With(plan => plan with { Purposes = [] });

    /// <summary>It states these purposes, by object identifier, and not that of code signing.</summary>
    public NextCertificate HasPurposes(params string[] purposes) => With(plan => plan with { Purposes = [.. purposes] });

    /// <summary>Its key may agree on keys, and not sign.</summary>
    public NextCertificate HasNoDigitalSignature() => With(plan => plan with { Usage = X509KeyUsageFlags.KeyAgreement });

    /// <summary>It is valid in another period than the usual minutes from now on.</summary>
    public NextCertificate IsValid(DateTimeOffset from, DateTimeOffset until) => With(plan => plan with { Validity = new(from, until) });

    /// <summary>It is that of an authority.</summary>
    public NextCertificate IsAnAuthority() => With(plan => plan with { IsAuthority = true });

    /// <summary>It has a second name, a URI.</summary>
    public NextCertificate HasAnotherNameToo(string uri) => With(plan => plan with { OtherNames = plan.OtherNames.Add(uri) });

    /// <summary>It has an extension that nobody knows and that must not be ignored.</summary>
    public NextCertificate HasUnknownCriticalExtension() =>
        With(plan => plan with { OtherExtensions = plan.OtherExtensions.Add(TestAuthority.UnknownCriticalExtension) });

    /// <summary>Somebody made it in the authority's name, without its key.</summary>
    public NextCertificate IsSignedByAnotherKey() => With(plan => plan with { IsSignedByAnotherKey = true });

    /// <summary>The authority signed it, and it names another issuer.</summary>
    public NextCertificate NamesAnotherIssuer() => With(plan => plan with { NamesAnotherIssuer = true });

    /// <summary>An authority issued it that is in no trusted root.</summary>
    public NextCertificate IsIssuedByUnknownAuthority() => IsIssuedBy(_sigstore.Stranger);

    /// <summary>The authority of another instance issued it.</summary>
    public NextCertificate IsIssuedBy(VirtualSigstore other) => With(plan => plan with { Issuer = other });

    /// <summary>The bundle, if its version has a chain, brings the authority's intermediate certificate. This is nothing wrong.</summary>
    public NextCertificate BringsIntermediate() => With(plan => plan with { BringsIntermediate = true });

    /// <summary>The bundle, if its version has a chain, brings the authority's certificates with the root, which no bundle may.</summary>
    public NextCertificate BringsRoot() => With(plan => plan with { BringsIntermediate = true, BringsRoot = true });

    internal CertificatePlan Take() => _plan.Take();

    private NextCertificate With(Func<CertificatePlan, CertificatePlan> change)
    {
        _plan.Change(change);
        return this;
    }
}
