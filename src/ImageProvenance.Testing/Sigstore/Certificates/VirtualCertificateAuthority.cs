using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;
using ImageProvenance.Signatures;

namespace ImageProvenance.Testing;

/// <summary>The authority that names signers, like Fulcio: a root, an intermediate, and certificates that live for minutes. Not thread-safe.</summary>
/// <remarks>fulcio, docs/certificate-specification.md; RFC 6962, 3.1 to 3.3.</remarks>
internal sealed class VirtualCertificateAuthority : IDisposable
{
    private const string EmbeddedScts = "1.3.6.1.4.1.11129.2.4.2";

    private readonly TestAuthority _root;
    private readonly TestAuthority _intermediate;

    public VirtualCertificateAuthority(VirtualSigstoreOptions options, DateTimeOffset start)
    {
        Uri = $"https://fulcio.{options.Name}";
        _root = TestAuthority.Root($"CN=sigstore, O={options.Name}", options.AuthorityKey, new(start, start + 2 * options.AuthorityLifetime));
        _intermediate = _root.Intermediate(
            $"CN=sigstore-intermediate, O={options.Name}", options.AuthorityKey, new(start, start + options.AuthorityLifetime), options.AuthorityPurpose);
    }

    public string Uri { get; }

    /// <summary>The certificates, the root last.</summary>
    public IReadOnlyList<byte[]> Chain => [_intermediate.Certificate, _root.Certificate];

    /// <summary>Issues a certificate.</summary>
    /// <param name="key">The signer's key.</param>
    /// <param name="identity">The signer.</param>
    /// <param name="validity">When it is valid.</param>
    /// <param name="plan">How it is made.</param>
    /// <param name="another">Whose name and key stand in where the plan asks for another's.</param>
    /// <param name="promise">Makes the list of SCTs from what the logs sign (the to-be-signed certificate and the issuer's SPKI); empty for none.</param>
    public IssuedCertificate Issue(
        TestKey key, TestIdentity identity, ValidityPeriod validity, CertificatePlan plan, Func<VirtualCertificateAuthority> another, Func<byte[], ReadOnlyMemory<byte>, byte[]> promise)
    {
        var draft = new CertificateDraft(new X500DistinguishedName([0x30, 0x00]), key, plan.Validity ?? validity, []);
        draft = draft with { Extensions = [.. Extensions(draft, identity, plan)] };
        byte[] scts = promise(ToBeSigned(Issue(draft, plan, another)), _intermediate.Key.SubjectPublicKeyInfo);
        if (scts.Length > 0)
            draft = draft with { Extensions = [.. draft.Extensions, new X509Extension(EmbeddedScts, scts, critical: false)] };
        return new(Issue(draft, plan, another), draft.Validity.End!.Value, [.. BroughtAlong(plan)], Chain);
    }

    public void Dispose()
    {
        _root.Dispose();
        _intermediate.Dispose();
    }

    private byte[] Issue(CertificateDraft draft, CertificatePlan plan, Func<VirtualCertificateAuthority> another) =>
        draft.Issue((plan.NamesAnotherIssuer ? another() : this)._intermediate.Name, (plan.IsSignedByAnotherKey ? another() : this)._intermediate.Key);

    private IEnumerable<byte[]> BroughtAlong(CertificatePlan plan)
    {
        if (plan.BringsIntermediate)
            yield return _intermediate.Certificate;
        if (plan.BringsRoot)
            yield return _root.Certificate;
    }

    private List<X509Extension> Extensions(CertificateDraft draft, TestIdentity identity, CertificatePlan plan)
    {
        List<X509Extension> extensions = [new X509KeyUsageExtension(plan.Usage, critical: true)];
        if (!plan.Purposes.IsEmpty)
            extensions.Add(TestAuthority.Purposes(plan.Purposes, critical: false));
        if (plan.IsAuthority)
            extensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        extensions.AddRange([draft.KeyIdentifier, _intermediate.KeyIdentifierForIssued, .. FulcioExtensions.Write(identity, plan.OtherNames), .. plan.OtherExtensions]);
        return extensions;
    }

    private static byte[] ToBeSigned(byte[] certificate) =>
        new AsnReader(certificate, AsnEncodingRules.DER).ReadSequence().ReadEncodedValue().ToArray();
}
