namespace ImageProvenance.Attestations;

/// <summary>What the checks look at: one platform, the index it is in, and what the index attaches to it.</summary>
internal sealed class ConsistencyQuestion
{
    public ConsistencyQuestion(PinnedImage image, PlatformImage platform, IReadOnlyList<Evidence> indexEvidence)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(platform);
        ArgumentNullException.ThrowIfNull(indexEvidence);

        (Location, Platform) = (image.Location, platform);
        Index = image.Document as ImageIndex ?? image.Index?.Document as ImageIndex;
        AttestationManifests = Index is null ? [] : Index.AttestationManifests
            .Where(child => ImageIndex.ReferenceOf(child) == ImageDigest).DistinctBy(child => child.Digest).ToList();
        Evidence = indexEvidence
            .Where(piece => piece.Found.Subject == ImageDigest && AttestationManifests.Any(child => child.Digest == piece.Found.CarrierDigest)).ToList();
    }

    public ImageLocation Location { get; }

    public PlatformImage Platform { get; }

    public ImageIndex? Index { get; }

    public Digest ImageDigest => Platform.Descriptor.Digest;

    /// <summary>The image as statements name it; with its bytes where they are at hand, so that it is found by any digest.</summary>
    public Subject Subject => Platform.Manifest is { } manifest && manifest.Digest == ImageDigest ? Subject.Of(manifest.Content) : Subject.Of(ImageDigest);

    /// <summary>The attestation manifests that the index lists for this image, each once.</summary>
    public IReadOnlyList<Descriptor> AttestationManifests { get; }

    /// <summary>What was read of those manifests.</summary>
    public IReadOnlyList<Evidence> Evidence { get; }

    public IEnumerable<UnsignedStatement> Statements => Evidence.OfType<UnsignedStatement>();

    public IEnumerable<UnsignedStatement> Provenance => Statements.Where(piece => SlsaProvenance.IsSlsaProvenance(piece.Statement.PredicateType));

    /// <summary>The predicate type that a layer's annotation claims, or null.</summary>
    public static string? AnnotatedType(Descriptor? layer) => layer?.Annotations.GetValueOrDefault(ImageConsistency.PredicateTypeAnnotation);

    /// <summary>Whether the annotation leaves it open that a layer holds provenance.</summary>
    public static bool MayBeProvenance(Descriptor? layer) => AnnotatedType(layer) is not { } type || SlsaProvenance.IsSlsaProvenance(type);

    /// <summary>
    /// An error where a statement is provenance, or claims to be; else a warning: whether provenance is consistent must
    /// not hang on whether somebody also opened the SBOM.
    /// </summary>
    public static FindingSeverity SeverityOf(UnsignedStatement piece) =>
        SlsaProvenance.IsSlsaProvenance(piece.Statement.PredicateType) || (AnnotatedType(piece.Found.Layer) is { } type && SlsaProvenance.IsSlsaProvenance(type))
            ? FindingSeverity.Error
            : FindingSeverity.Warning;

    public Finding Find(string code, FindingSeverity severity, string message, string? expected = null, string? actual = null, EvidenceId? evidence = null) =>
        new(Platform.Key, evidence, code, severity, message, expected, actual);
}
