namespace ImageProvenance.Signatures;

/// <summary>What a log records.</summary>
internal enum LogKind
{
    /// <summary>Not said; the value of <c>default</c>.</summary>
    Unknown = 0,

    /// <summary>Signatures: Rekor.</summary>
    Transparency,

    /// <summary>Certificates: CT.</summary>
    CertificateTransparency,
}
