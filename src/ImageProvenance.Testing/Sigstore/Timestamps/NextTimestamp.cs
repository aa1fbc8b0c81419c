using System.Security.Cryptography;

namespace ImageProvenance.Testing;

/// <summary>
/// What will be wrong with the timestamp of the next signature, the first one if there are several authorities; everything
/// else about it stays right. The one after that is right again. Thread-safe.
/// </summary>
public sealed class NextTimestamp
{
    private readonly Plan<TimestampPlan> _plan = new(TimestampPlan.Honest);
    private readonly VirtualSigstore _sigstore;

    internal NextTimestamp(VirtualSigstore sigstore) => _sigstore = sigstore;

    /// <summary>There is none.</summary>
    public NextTimestamp IsMissing() => With(plan => plan with { IsMissing = true });

    /// <summary>The same authority gives two. This is nothing wrong, but it is one authority still.</summary>
    public NextTimestamp IsIssuedTwice() => With(plan => plan with { IsIssuedTwice = true });

    /// <summary>The authority answers with a refusal, though there is a token in it.</summary>
    public NextTimestamp IsRefused() => With(plan => plan with { IsRefused = true });

    /// <summary>It was given a minute after the signer's certificate ended.</summary>
    public NextTimestamp IsOutsideCertificate() => With(plan => plan with { IsOutsideCertificate = true });

    /// <summary>It was given at another time.</summary>
    public NextTimestamp HasTime(DateTimeOffset time) => With(plan => plan with { Time = time });

    /// <summary>It names what it stamps by another hash than SHA-256. SHA-384 and SHA-512 are nothing wrong.</summary>
    public NextTimestamp HasImprint(HashAlgorithmName hash) => With(plan => plan with { Hash = hash });

    /// <summary>It is good, and stamps another signature.</summary>
    public NextTimestamp StampsAnotherSignature() => With(plan => plan with { StampsAnotherSignature = true });

    /// <summary>What is signed in it (the signed attributes) states another digest than that of its content.</summary>
    public NextTimestamp StatesAnotherDigest() => With(plan => plan with { StatesAnotherDigest = true });

    /// <summary>What is signed in it (the signed attributes) states another type than that of its content.</summary>
    public NextTimestamp StatesAnotherContentType() => With(plan => plan with { StatesAnotherContentType = true });

    /// <summary>What is signed in it names another certificate (<c>ESSCertIDv2</c>) than that which signed.</summary>
    public NextTimestamp NamesAnotherCertificate() => With(plan => plan with { NamesAnotherCertificate = true });

    /// <summary>What is signed in it names no certificate at all.</summary>
    public NextTimestamp NamesNoCertificate() => With(plan => plan with { HasNoCertificateId = true });

    /// <summary>It names the authority's certificate, whose key did not sign it.</summary>
    public NextTimestamp IsSignedByAnotherKey() => With(plan => plan with { IsSignedByAnotherKey = true });

    /// <summary>It has two signers, which are the same one.</summary>
    public NextTimestamp IsSignedTwice() => With(plan => plan with { IsSignedTwice = true });

    /// <summary>It does not bring the signer's certificate. This is nothing wrong if the trusted root has it.</summary>
    public NextTimestamp BringsNoCertificate() => With(plan => plan with { BringsNoCertificate = true });

    /// <summary>Before the signer's certificate it brings one that has the purpose of timestamps and that nobody issued. This is nothing wrong by itself.</summary>
    public NextTimestamp BringsAnotherCertificateFirst() => With(plan => plan with { BringsAnotherCertificateFirst = true });

    /// <summary>The authority signs it with a certificate that it issued for code signing. The trusted root must not name the signer, or that check comes first.</summary>
    public NextTimestamp IsSignedForAnotherPurpose() => IsSignedWith(TimestampSigner.ForCodeSigning);

    /// <summary>The authority signs it with a certificate that is for something else too. The trusted root must not name the signer.</summary>
    public NextTimestamp IsSignedForTwoPurposes() => IsSignedWith(TimestampSigner.ForTwoPurposes);

    /// <summary>The authority signs it with a certificate whose purpose is not critical. The trusted root must not name the signer.</summary>
    public NextTimestamp IsSignedForPurposeNotCritical() => IsSignedWith(TimestampSigner.WithPurposeNotCritical);

    /// <summary>The authority signs it with a certificate whose key may not sign. The trusted root must not name the signer.</summary>
    public NextTimestamp IsSignedWithoutDigitalSignature() => IsSignedWith(TimestampSigner.WithoutDigitalSignature);

    /// <summary>The authority signs it with a certificate that is an authority's. The trusted root must not name the signer.</summary>
    public NextTimestamp IsSignedByAnAuthority() => IsSignedWith(TimestampSigner.OfAuthority);

    /// <summary>The authority signs it with a certificate that has an unknown extension, which must not be ignored. The trusted root must not name the signer.</summary>
    public NextTimestamp IsSignedWithUnknownCriticalExtension() => IsSignedWith(TimestampSigner.WithUnknownExtension);

    /// <summary>An authority gives it that is in no trusted root.</summary>
    public NextTimestamp ComesFromUnknownAuthority() => ComesFromAuthorityOf(_sigstore.Stranger);

    /// <summary>The authority of another instance gives it.</summary>
    public NextTimestamp ComesFromAuthorityOf(VirtualSigstore other) => With(plan => plan with { Authority = other });

    internal TimestampPlan Take() => _plan.Take();

    private NextTimestamp IsSignedWith(TimestampSigner signer) => With(plan => plan with { Signer = signer });

    private NextTimestamp With(Func<TimestampPlan, TimestampPlan> change)
    {
        _plan.Change(change);
        return this;
    }
}
