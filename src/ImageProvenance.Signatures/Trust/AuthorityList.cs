namespace ImageProvenance.Signatures;

/// <summary>Makes the authorities of a trusted root: their chains are proven here, once.</summary>
internal static class AuthorityList
{
    public static CertificateAuthority MakeCertificateAuthority(DescribedAuthority described)
    {
        string what = $"the certificate authority {described.Uri}";
        var validity = CheckedValidity(described, what);
        return Proven(what, () => new CertificateAuthority(CertificateChain.Prove(Parse(described)))
        {
            Uri = described.Uri,
            Validity = validity,
            Operator = described.Operator,
        });
    }

    public static TimestampAuthority MakeTimestampAuthority(DescribedAuthority described)
    {
        string what = $"the timestamp authority {described.Uri}";
        var validity = CheckedValidity(described, what);
        return Proven(what, () =>
        {
            var certificates = Parse(described);
            bool hasSigner = certificates.Count > 0 && !BasicConstraints.Of(certificates[0]).IsAuthority;
            var chain = CertificateChain.Prove(hasSigner ? certificates[1..] : certificates);
            var signer = hasSigner ? certificates[0] : null;
            if (signer is not null && (TimestampPurposeCheck.Check(signer, chain) ?? CertificateIssuance.Check(signer, chain.Issuer, chain.Keys[0])) is { } failure)
                throw new MalformedContentException(failure);
            return new TimestampAuthority(chain, signer)
            {
                Uri = described.Uri,
                Validity = validity,
                Operator = described.Operator,
            };
        });
    }

    // What thresholds count is an authority's URI: without one, two would be the same.
    private static ValidityPeriod CheckedValidity(DescribedAuthority described, string what) => described.Uri.Length > 0
        ? DescribedValidity.Check(described.Validity, what)
        : throw TrustedRootJson.Invalid("An authority of the trusted root has no URI.");

    private static List<Certificate> Parse(DescribedAuthority described) => described.Certificates.ConvertAll(der => Certificate.Parse(der));

    private static T Proven<T>(string what, Func<T> prove)
    {
        try
        {
            return prove();
        }
        catch (MalformedContentException e)
        {
            throw TrustedRootJson.Invalid($"The certificates of {what} are not what they have to be: {e.Failure.Message}", e.Failure.Expected, e.Failure.Actual);
        }
    }
}
