namespace ImageProvenance.Signatures;

/// <summary>What a certificate's key may do: the flags that are asked for here.</summary>
/// <remarks>RFC 5280, 4.2.1.3.</remarks>
[Flags]
internal enum KeyUsage
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Sign certificates: bit 5.</summary>
    KeyCertSign = 0x0400,

    /// <summary>Sign what its owner cannot deny: bit 1.</summary>
    NonRepudiation = 0x4000,

    /// <summary>Sign what is no certificate: bit 0.</summary>
    DigitalSignature = 0x8000,
}

/// <summary>Reads key usages.</summary>
internal static class KeyUsageReader
{
    /// <summary>Reads the extension; null where a certificate has none.</summary>
    /// <exception cref="MalformedContentException">The extension is malformed (<c>invalid-certificate</c>).</exception>
    public static KeyUsage? Read(Certificate certificate) =>
        certificate.TryFindExtension(Oids.KeyUsage, out var value, out _)
            ? (KeyUsage)DerReader.Parse(value, "invalid-certificate", "The key usage of a certificate is malformed.", static (ref reader) => reader.ReadFlags())
            : null;
}
