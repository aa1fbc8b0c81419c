using System.Text.Json.Serialization;
using ImageProvenance.Attestations;

namespace ImageProvenance;

/// <summary>
/// What is attached to an image and what it says. Nothing is judged: every signer, builder and source here is a claim.
/// Immutable and thread-safe. System.Text.Json writes it as <see cref="ToJson"/> does.
/// </summary>
[JsonConverter(typeof(ImageEvidenceJsonConverter))]
public sealed class ImageEvidence
{
    internal ImageEvidence(ImageRequest request, ReportStatistics statistics) => (Request, Statistics) = (request, statistics);

    /// <summary>What was asked for.</summary>
    public ImageRequest Request { get; }

    /// <summary>The image; null where it could not be read, see <see cref="Error"/>.</summary>
    public PinnedImage? Image { get; internal init; }

    /// <summary>The platforms, in the order of the index, with what is attached to each.</summary>
    public IReadOnlyList<PlatformEvidence> Platforms { get; internal init; } = [];

    /// <summary>What is attached to the index itself; empty for an image that is none.</summary>
    public IReadOnlyList<EvidenceSummary> Index { get; internal init; } = [];

    /// <summary>All evidence, wherever it is attached: also to BuildKit's attestation manifests.</summary>
    public IReadOnlyList<EvidenceSummary> All { get; internal init; } = [];

    /// <summary>What all provenance says, by platform; <c>index</c> for the index itself.</summary>
    public IReadOnlyList<ProvenanceSummary> Provenance { get; internal init; } = [];

    /// <summary>What was noticed besides.</summary>
    public IReadOnlyList<Finding> Findings { get; internal init; } = [];

    /// <summary>The places that could not be read.</summary>
    public IReadOnlyList<UnreadPlace> Unread { get; internal init; } = [];

    /// <summary>Why the image could not be read; null where it was.</summary>
    public Failure? Error { get; internal init; }

    /// <summary>Whether the error is of the image itself (malformed) and not of the way to it.</summary>
    public bool IsMalformed { get; internal init; }

    /// <summary>What the run cost.</summary>
    public ReportStatistics Statistics { get; }

    /// <summary>The evidence as JSON, in the shape of docs/cli.md.</summary>
    public string ToJson() => EvidenceJsonWriter.Write(this);

    /// <summary>The evidence as JSON, nested by subject: what refers to what, and where it was found.</summary>
    public string ToTreeJson() => EvidenceJsonWriter.WriteTree(this);

    /// <summary>Only what provenance says, as JSON: by platform, or <c>index</c>, the predicates with their types and places.</summary>
    public string ToProvenanceJson() => EvidenceJsonWriter.WriteProvenance(this);

    /// <summary>The evidence as text for a person. Remote text is freed of control characters.</summary>
    public string Explain() => EvidenceText.Explain(this);
}

/// <summary>One platform of an image, with what is attached to it.</summary>
/// <param name="Image">The platform's image.</param>
/// <param name="Evidence">What is attached to its manifest.</param>
public sealed record PlatformEvidence(PlatformImage Image, IReadOnlyList<EvidenceSummary> Evidence)
{
    /// <summary>The platform as reports key it: <c>linux/amd64</c>, or <c>unknown</c>.</summary>
    public string Platform => Image.Key;

    /// <summary>The first SLSA provenance that is attached, claimed and not proven; null if there is none.</summary>
    public SlsaProvenance? Provenance { get; internal init; }
}
