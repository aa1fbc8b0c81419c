namespace ImageProvenance.Testing;

/// <summary>The certificates that an authority signs timestamps with.</summary>
internal enum TimestampSigner
{
    /// <summary>The one that the trusted root names.</summary>
    Usual,

    /// <summary>One of the same authority for another purpose.</summary>
    ForCodeSigning,

    /// <summary>One for timestamps and something else.</summary>
    ForTwoPurposes,

    /// <summary>One whose purpose is not critical.</summary>
    WithPurposeNotCritical,

    /// <summary>One whose key may not sign.</summary>
    WithoutDigitalSignature,

    /// <summary>One of an authority.</summary>
    OfAuthority,

    /// <summary>One with an extension that must not be ignored.</summary>
    WithUnknownExtension,
}
