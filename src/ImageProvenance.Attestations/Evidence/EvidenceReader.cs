using System.Collections.ObjectModel;

namespace ImageProvenance.Attestations;

/// <summary>Reads found pieces into typed evidence, by the media type of the layer that holds them. Pure and thread-safe.</summary>
public static class EvidenceReader
{
    /// <summary>
    /// Reads a found piece: a piece for every signature in it, or one that says why it could not be read. Empty where
    /// the layer was not opened. Never throws for what the piece holds.
    /// </summary>
    public static IReadOnlyList<Evidence> Read(DiscoveredEvidence found)
    {
        ArgumentNullException.ThrowIfNull(found);
        if (found.Failure is { } failure)
            return [new UnreadableEvidence(found, failure)];
        if (found.Content is not { } content)
            return [];

        try
        {
            return EvidenceFormats.Of(found.Layer?.MediaType) switch
            {
                EvidenceFormats.CosignSimpleSigning => [ReadSimpleSigning(found, content.Memory)],
                EvidenceFormats.Dsse => ReadEnvelope(found, content.Memory),
                EvidenceFormats.SigstoreBundle => [ReadBundle(found, content.Memory)],
                EvidenceFormats.BuildKit => [new UnsignedStatement(found, InTotoStatement.Parse(content.Memory))],
                _ => [new RawEvidence(found, content)],
            };
        }
        catch (MalformedContentException e)
        {
            return [new UnreadableEvidence(found, e.Failure)];
        }
    }

    private static SimpleSigningEvidence ReadSimpleSigning(DiscoveredEvidence found, ReadOnlyMemory<byte> content)
    {
        var annotations = CosignAnnotations.Read(found.Layer!.Annotations);
        return annotations.Signature is { } signature
            ? new(found, SimpleSigningPayload.Parse(content), content, signature, annotations)
            : throw new MalformedContentException("signature-missing", "A simple signing layer has no signature beside it.", $"an annotation {CosignAnnotations.SignatureKey}", "none");
    }

    private static ReadOnlyCollection<Evidence> ReadEnvelope(DiscoveredEvidence found, ReadOnlyMemory<byte> content)
    {
        var envelope = DsseEnvelope.Parse(content);
        var statement = InTotoStatement.Parse(envelope);
        var annotations = CosignAnnotations.ReadBesideEnvelope(found.Layer!.Annotations);
        return Enumerable.Range(0, envelope.Signatures.Count)
            .Select(signature => (Evidence)new DsseEvidence(found, envelope, signature, statement, annotations))
            .ToList().AsReadOnly();
    }

    private static BundleEvidence ReadBundle(DiscoveredEvidence found, ReadOnlyMemory<byte> content)
    {
        var bundle = SigstoreBundle.Parse(content);
        return new(found, bundle, bundle.DsseEnvelope is { } envelope ? InTotoStatement.Parse(envelope) : null);
    }
}
