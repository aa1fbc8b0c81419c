using System.Security.Cryptography.X509Certificates;
using ImageProvenance.Signatures;

namespace ImageProvenance.Testing;

/// <summary>A timestamp authority: a root, an intermediate, and a certificate that signs timestamps. Not thread-safe.</summary>
/// <remarks>RFC 3161, 2.3 and 2.4.2.</remarks>
internal sealed class VirtualTimestampAuthority : IDisposable
{
    private const string TimeStamping = "1.3.6.1.5.5.7.3.8";
    private const string CodeSigning = "1.3.6.1.5.5.7.3.3";
    private const TestKeyKind KeyKind = TestKeyKind.EcdsaP384;

    private readonly TestAuthority _root;
    private readonly TestAuthority _intermediate;
    private readonly TestAuthority _forged;
    private readonly Dictionary<TimestampSigner, TestAuthority> _signers = [];
    private readonly string _organization;
    private readonly ValidityPeriod _signerValidity;

    public VirtualTimestampAuthority(string uri, VirtualSigstoreOptions options, DateTimeOffset start)
    {
        (Uri, _organization) = (uri, options.Name);
        _signerValidity = new(start, start + options.TimestampSignerLifetime);
        _root = TestAuthority.Root($"CN=sigstore-tsa-root, O={_organization}", KeyKind, new(start, start + 2 * options.TimestampAuthorityLifetime));
        _intermediate = _root.Intermediate(
            $"CN=sigstore-tsa-intermediate, O={_organization}", KeyKind, new(start, start + options.TimestampAuthorityLifetime), options.TimestampAuthorityPurpose);
        _forged = TestAuthority.SelfSignedSigner("CN=a", TestKeyKind.EcdsaP256, _signerValidity, TestAuthority.Purposes([TimeStamping], critical: true));
    }

    public string Uri { get; }

    /// <summary>The certificate that signs timestamps.</summary>
    public byte[] SignerCertificate => Signer(TimestampSigner.Usual).Certificate;

    /// <summary>The certificates above the signer's, the root last.</summary>
    public IReadOnlyList<byte[]> Chain => [_intermediate.Certificate, _root.Certificate];

    /// <summary>Stamps a signature.</summary>
    /// <param name="signature">What is stamped.</param>
    /// <param name="time">The time.</param>
    /// <param name="plan">How the timestamp is made.</param>
    /// <param name="another">Whose key and certificate stand in where the plan asks for another's.</param>
    /// <returns>A <c>TimeStampResp</c>, DER.</returns>
    public byte[] Stamp(ReadOnlySpan<byte> signature, DateTimeOffset time, TimestampPlan plan, Func<VirtualTimestampAuthority> another)
    {
        byte[] stamped = plan.StampsAnotherSignature ? [.. signature, 0] : signature.ToArray();
        var signer = Signer(plan.Signer);
        Func<TestAuthority> stranger = () => another().Signer(TimestampSigner.Usual);
        return new TimestampTokenWriter(plan, signer, _intermediate.Name, stranger, _forged).Write(TimestampInfo.Write(stamped, time, plan.Hash));
    }

    public void Dispose()
    {
        foreach (var authority in _signers.Values.Concat([_root, _intermediate, _forged]))
            authority.Dispose();
    }

    private TestAuthority Signer(TimestampSigner kind) => _signers.TryGetValue(kind, out var known)
        ? known
        : _signers[kind] = _intermediate.Signer($"CN=sigstore-tsa, O={_organization}", KeyKind, _signerValidity, [.. Extensions(kind)]);

    private static IEnumerable<X509Extension> Extensions(TimestampSigner kind)
    {
        string[] purposes = kind switch
        {
            TimestampSigner.ForCodeSigning => [CodeSigning],
            TimestampSigner.ForTwoPurposes => [TimeStamping, CodeSigning],
            _ => [TimeStamping],
        };
        yield return TestAuthority.Purposes(purposes, critical: kind != TimestampSigner.WithPurposeNotCritical);
        yield return new X509KeyUsageExtension(kind == TimestampSigner.WithoutDigitalSignature ? X509KeyUsageFlags.KeyAgreement : X509KeyUsageFlags.DigitalSignature, critical: true);
        if (kind == TimestampSigner.OfAuthority)
            yield return new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true);
        if (kind == TimestampSigner.WithUnknownExtension)
            yield return TestAuthority.UnknownCriticalExtension;
    }
}
