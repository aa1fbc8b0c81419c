namespace ImageProvenance;

/// <summary>
/// A piece of evidence as it was found: one layer of a manifest that a place attaches to a subject, hashed, not read,
/// not verified. Or why the piece cannot be used. Immutable and thread-safe.
/// </summary>
public sealed class DiscoveredEvidence
{
    /// <summary>Creates a found piece.</summary>
    public DiscoveredEvidence(Digest subject, Digest carrierDigest, EvidenceLocation location, string place) =>
        (Subject, CarrierDigest, Location, Place) = (subject, carrierDigest, location, place);

    /// <summary>The digest that the place attaches this piece to: a claim until the piece itself names it.</summary>
    public Digest Subject { get; }

    /// <summary>The digest of the manifest that carries the piece; <c>default</c> where what came by a tag could not even be read as one.</summary>
    public Digest CarrierDigest { get; }

    /// <summary>The kind of place.</summary>
    public EvidenceLocation Location { get; }

    /// <summary>The place, for a person: which list or tag.</summary>
    public string Place { get; }

    /// <summary>The manifest that carries the piece; null where it could not be used, see <see cref="Failure"/>.</summary>
    public ImageManifest? Carrier { get; init; }

    /// <summary>The index of the layer within the manifest.</summary>
    public int LayerIndex { get; init; }

    /// <summary>The layer's descriptor; null where the manifest could not be used.</summary>
    public Descriptor? Layer => Carrier is null || LayerIndex >= Carrier.Layers.Count ? null : Carrier.Layers[LayerIndex];

    /// <summary>The layer's bytes, hashed; null where they were not wanted or could not be used.</summary>
    public VerifiedBytes? Content { get; init; }

    /// <summary>Why the piece cannot be used; null where it can. It harms no other piece.</summary>
    public Failure? Failure { get; init; }
}
