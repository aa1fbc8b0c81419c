using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using ImageProvenance.Attestations;
using ImageProvenance.Policies;

namespace ImageProvenance;

/// <summary>
/// The verdict on an image: what was asked, found, proven and not proven, and why. It contains as proven only what was.
/// Immutable and thread-safe. System.Text.Json writes it as <see cref="ToJson"/> does.
/// </summary>
[JsonConverter(typeof(ProvenanceReportJsonConverter))]
public sealed class ProvenanceReport
{
    internal ProvenanceReport(ImageRequest request, VerificationPolicy policy, PolicyRule rule, DecisionNode tree, Decision decision) =>
        (Request, PolicyName, PolicyId, Rule, Tree, Decision) = (request, policy.Name, policy.Id, rule.Name, tree, decision);

    /// <summary>What was asked for.</summary>
    public ImageRequest Request { get; }

    /// <summary>The decision.</summary>
    public Decision Decision { get; }

    /// <summary>Whether the image is allowed, with warnings or without. <see cref="PinnedReference"/> is there exactly then.</summary>
    [MemberNotNullWhen(true, nameof(PinnedReference), nameof(Image))]
    public bool IsAllowed => Decision is Decision.Allow or Decision.AllowWithWarnings && Image is not null;

    /// <summary>
    /// The reference to exactly what was verified, <c>repository@sha256:…</c>: use it in place of the tag, which may
    /// name something else by now. Null unless the image is allowed.
    /// </summary>
    public string? PinnedReference => IsAllowed ? Image.Pinned.ToString() : null;

    /// <summary>The image that was judged; null where it could not be resolved.</summary>
    public PinnedImage? Image { get; internal init; }

    /// <summary>Its platforms, where something needed them.</summary>
    public IReadOnlyList<PlatformImage> Platforms { get; internal init; } = [];

    /// <summary>The policy's name.</summary>
    public string PolicyName { get; }

    /// <summary>The policy's id: the digest of its document.</summary>
    public string PolicyId { get; }

    /// <summary>The name of the rule that applied.</summary>
    public string Rule { get; }

    /// <summary>The decision tree.</summary>
    public DecisionNode Tree { get; }

    /// <summary>Every piece of evidence that was found, the useless ones too.</summary>
    public IReadOnlyList<EvidenceSummary> Evidence { get; internal init; } = [];

    /// <summary>What provenance says, each with whether it is authenticated and consistent.</summary>
    public IReadOnlyList<ProvenanceSummary> Provenance { get; internal init; } = [];

    /// <summary>What was noticed besides.</summary>
    public IReadOnlyList<Finding> Findings { get; internal init; } = [];

    /// <summary>The places that could not be read.</summary>
    public IReadOnlyList<UnreadPlace> Unread { get; internal init; } = [];

    /// <summary>What ended the run before the rule could be evaluated; null where it was evaluated.</summary>
    public Failure? Error { get; internal init; }

    /// <summary>What the run cost.</summary>
    public ReportStatistics Statistics { get; internal init; } = new(0, 0, TimeSpan.Zero);

    /// <summary>Returns if the image is allowed.</summary>
    /// <exception cref="ImageNotTrustedException">It is not; the message explains.</exception>
    [MemberNotNull(nameof(PinnedReference), nameof(Image))]
    public void EnsureAllowed()
    {
        if (!IsAllowed)
            throw new ImageNotTrustedException(this);
    }

    /// <summary>The verdict as text for a person: the decision tree with its reasons. Remote text is freed of control characters.</summary>
    public string Explain() => ReportText.Explain(this);

    /// <summary>The verdict as JSON, in the shape of docs/cli.md.</summary>
    public string ToJson() => ReportJsonWriter.Write(this);

    /// <inheritdoc />
    public override string ToString() => $"{Decision}: {Image?.Pinned ?? Request.Location}";
}
