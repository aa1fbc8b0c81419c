namespace ImageProvenance.Signatures;

/// <summary>The unsigned name of a token's signer: issuer and serial number of its certificate, or its subject key identifier.</summary>
/// <param name="IssuerSerial">Issuer and serial number; null where the other form is used.</param>
/// <param name="SubjectKeyIdentifier">The subject key identifier; empty where the other form is used.</param>
/// <remarks>RFC 5652, 5.3, <c>SignerIdentifier</c>.</remarks>
internal readonly record struct SignerIdentifier(IssuerAndSerialNumber? IssuerSerial, ReadOnlyMemory<byte> SubjectKeyIdentifier)
{
    /// <exception cref="MalformedContentException">The certificate's own identifier is malformed (<c>invalid-certificate</c>).</exception>
    public bool IsOf(Certificate certificate) =>
        IssuerSerial?.IsOf(certificate)
        ?? (KeyIdentifiers.OfSubject(certificate) is { } identifier && identifier.Span.SequenceEqual(SubjectKeyIdentifier.Span));

    /// <inheritdoc />
    public override string ToString() => IssuerSerial?.ToString() ?? $"subject key identifier {HexText.Of(SubjectKeyIdentifier.Span)}";
}
