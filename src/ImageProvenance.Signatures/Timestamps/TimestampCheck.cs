namespace ImageProvenance.Signatures;

/// <summary>
/// Verifies a timestamp: it is of this signature, and signed by an authority that was trusted then. Stateless and thread-safe.
/// </summary>
/// <remarks>RFC 3161, 2.2; sigstore architecture-docs, client-spec.md. No revocation list is asked.</remarks>
internal static class TimestampCheck
{
    /// <summary>Null where the timestamp holds; else why it proves nothing. Never throws for what the bytes are.</summary>
    /// <param name="timeStampResp">The authority's answer, a <c>TimeStampResp</c>.</param>
    /// <param name="stampedSignature">What has to be stamped: the bytes of the signature.</param>
    /// <param name="authorities">The authorities that the root trusts.</param>
    /// <param name="time">The proven time, and who vouches for it; null where nothing is proven.</param>
    public static Failure? Check(ReadOnlyMemory<byte> timeStampResp, SignedMessage stampedSignature, IReadOnlyList<TimestampAuthority> authorities, out VerifiedTime? time)
    {
        time = null;
        TimestampToken token;
        try
        {
            token = TimestampToken.Parse(timeStampResp);
        }
        catch (MalformedContentException e)
        {
            return e.Failure;
        }

        var failure = TimestampImprintCheck.Check(token.Info, stampedSignature) ?? TimestampContentCheck.Check(token);
        return failure ?? CheckAuthorities(token, authorities, out time);
    }

    // An authority can be listed with several periods: one that vouches is enough, and the failure told is of one that could.
    private static Failure? CheckAuthorities(TimestampToken token, IReadOnlyList<TimestampAuthority> authorities, out VerifiedTime? time)
    {
        Failure? closest = null;
        foreach (var authority in authorities)
        {
            var failure = CheckAuthority(token, authority, out bool isItsOwn);
            if (isItsOwn && failure is null)
            {
                time = new(authority.Uri, token.Info.Time, authority.CountedAs);
                return null;
            }

            closest ??= failure;
        }

        time = null;
        return closest ?? new("timestamp-unknown-authority", "The timestamp is of an authority that the trusted root does not know.", Describe(authorities), token.SignerInfo.Signer.ToString());
    }

    private static Failure? CheckAuthority(TimestampToken token, TimestampAuthority authority, out bool isItsOwn)
    {
        isItsOwn = false;
        try
        {
            if (TimestampSigner.Find(token, authority) is not { } signer)
                return null;
            isItsOwn = true;
            return TimestampSignerNameCheck.Check(token.SignerInfo, signer.Certificate)
                ?? TimestampCertificatesCheck.Check(token, signer.Certificate)
                ?? TimestampSignatureCheck.Check(token.SignerInfo, signer.Key)
                ?? TimestampPurposeCheck.Check(signer.Certificate, authority.Chain)
                ?? TimestampValidityCheck.Check(token.Info.Time, signer.Certificate, authority);
        }
        catch (MalformedContentException e)
        {
            return e.Failure;
        }
    }

    private static string Describe(IReadOnlyList<TimestampAuthority> authorities) =>
        authorities.Count == 0 ? "no authority" : string.Join(", ", authorities.Select(authority => authority.Uri).Distinct().Take(3));
}
