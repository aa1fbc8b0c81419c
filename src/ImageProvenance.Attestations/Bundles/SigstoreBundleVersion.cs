namespace ImageProvenance.Attestations;

/// <summary>The version of a Sigstore bundle's format.</summary>
public enum SigstoreBundleVersion
{
    /// <summary>Not said; the value of <c>default</c>.</summary>
    Unknown = 0,

    /// <summary>Version 0.1: a certificate chain, and a signed entry timestamp of every log entry.</summary>
    V01,

    /// <summary>Version 0.2: a certificate chain, and an inclusion proof of every log entry.</summary>
    V02,

    /// <summary>Version 0.3: a single certificate, and an inclusion proof of every log entry.</summary>
    V03,
}
