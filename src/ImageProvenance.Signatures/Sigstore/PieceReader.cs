using ImageProvenance.Attestations;

namespace ImageProvenance.Signatures;

/// <summary>Brings every format that carries one signature into one shape; verifies nothing.</summary>
internal static class PieceReader
{
    /// <summary>The piece in evidence, its certificate left unread; null for formats that are verified elsewhere.</summary>
    /// <param name="subject">What a signature over an artifact itself covers.</param>
    /// <param name="evidence">The evidence.</param>
    public static SignedPiece? Read(Subject subject, SignedEvidence evidence) => evidence switch
    {
        BundleEvidence bundle => Read(subject, bundle.Bundle, bundle.Statement) with { Id = evidence.Id },
        SimpleSigningEvidence simple => Beside(simple.Annotations, new()
        {
            Id = evidence.Id,
            Carrier = PieceCarrier.Annotations,
            Message = SignedMessage.Of(simple.SignedBytes),
            Signature = simple.Signature,
            PayloadDigest = simple.Payload.ManifestDigest,
        }),
        DsseEvidence dsse => Beside(dsse.Annotations, new()
        {
            Id = evidence.Id,
            Carrier = PieceCarrier.Annotations,
            Message = SignedMessage.Of(dsse.Envelope.SignedBytes),
            Signature = dsse.Signature.Signature,
            Envelope = dsse.Envelope,
            EnvelopeSignature = dsse.Signature,
            Statement = dsse.Statement,
            LayerDigest = dsse.Found.Content?.Digest,
        }),
        _ => null,
    };

    /// <summary>The piece in a bundle, its certificate left unread.</summary>
    public static SignedPiece Read(Subject subject, SigstoreBundle bundle, InTotoStatement? statement) => bundle.DsseEnvelope is { } envelope
        ? new()
        {
            Carrier = PieceCarrier.Bundle,
            Message = SignedMessage.Of(envelope.SignedBytes),
            Signature = envelope.Signatures[0].Signature,
            Envelope = envelope,
            EnvelopeSignature = envelope.Signatures[0],
            Statement = statement,
            LogEntries = bundle.TlogEntries,
            Timestamps = bundle.Rfc3161Timestamps,
        }
        : new()
        {
            Carrier = PieceCarrier.Bundle,
            Message = SignedMessage.Of(subject),
            Signature = bundle.MessageSignature!.Signature,
            ClaimedDigest = bundle.MessageSignature.MessageDigest,
            LogEntries = bundle.TlogEntries,
            Timestamps = bundle.Rfc3161Timestamps,
        };

    /// <summary>The signer's certificate as evidence brings it; null where it brings none.</summary>
    /// <exception cref="MalformedContentException">What it brings is no certificate (<c>invalid-certificate</c>).</exception>
    public static Certificate? ReadCertificate(SignedEvidence evidence) => evidence switch
    {
        BundleEvidence { Bundle.KeyMaterial.Certificate: { } der } => Certificate.Parse(der),
        SimpleSigningEvidence { Annotations.Certificate: { } pem } => Certificate.Parse(CertificatePem.ReadOne(pem)),
        DsseEvidence { Annotations.Certificate: { } pem } => Certificate.Parse(CertificatePem.ReadOne(pem)),
        _ => null,
    };

    // What stands beside a signature is not signed: where it is malformed the signature itself may still be good.
    private static SignedPiece Beside(CosignAnnotations annotations, SignedPiece piece)
    {
        List<Failure> unreadable = [];
        return piece with
        {
            LogEntries = Read<TransparencyLogEntry>(annotations.RekorBundle, text => RekorBundle.Parse(text) is { } entry ? [entry] : [], unreadable),
            Timestamps = Read<ReadOnlyMemory<byte>>(annotations.Rfc3161Timestamp, text => Rfc3161TimestampAnnotation.Parse(text) is { } timestamp ? [timestamp] : [], unreadable),
            Unreadable = unreadable,
        };
    }

    private static T[] Read<T>(string? annotation, Func<string, T[]> parse, List<Failure> unreadable)
    {
        try
        {
            return annotation is null ? [] : parse(annotation);
        }
        catch (MalformedContentException e)
        {
            unreadable.Add(e.Failure);
            return [];
        }
    }
}
