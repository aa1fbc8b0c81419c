namespace ImageProvenance.Signatures;

/// <summary>A certificate named by who issued it and as which. Slices of what was received.</summary>
/// <param name="Issuer">The issuer, an encoded Name, compared byte by byte.</param>
/// <param name="SerialNumber">The content bytes of the serial number.</param>
/// <remarks>RFC 5652, 10.2.4.</remarks>
internal readonly record struct IssuerAndSerialNumber(ReadOnlyMemory<byte> Issuer, ReadOnlyMemory<byte> SerialNumber)
{
    public bool IsOf(Certificate certificate) =>
        Issuer.Span.SequenceEqual(certificate.Issuer.Span) && SerialNumber.Span.SequenceEqual(certificate.SerialNumber.Span);

    /// <inheritdoc />
    public override string ToString() => $"serial number {HexText.Of(SerialNumber.Span)} of {CertificateName.Describe(Issuer)}";
}
