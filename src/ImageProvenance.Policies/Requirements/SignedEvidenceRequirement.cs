using ImageProvenance.Attestations;
using ImageProvenance.Signatures;

namespace ImageProvenance.Policies;

/// <summary>
/// What signature and attestation requirements share: at least one piece of evidence about the judged digest has to
/// prove what is asked. Every other piece is in the report with the reason why it does not.
/// </summary>
public abstract class SignedEvidenceRequirement : Requirement
{
    private protected SignedEvidenceRequirement(SignerRequirement signer) => By = signer;

    /// <summary>Who has to have signed.</summary>
    public SignerRequirement By { get; }

    /// <summary>Why a proven fact of the right signer is not what is asked for; null if it is.</summary>
    private protected abstract Failure? Refuse(SignatureFact fact);

    /// <summary>The failure to report where no piece of evidence was found at all.</summary>
    private protected abstract Failure Missing { get; }

    /// <inheritdoc />
    public sealed override DecisionNode Evaluate(ImageFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        JudgedEvidence[] candidates = [.. facts.Evidence.Where(judged => judged.Evidence.Found.Subject == facts.Image.Digest && MayBeSigned(judged.Evidence))];
        DecisionNode[] nodes = Array.ConvertAll(candidates, judged => Candidate(judged, facts.Image.Digest));
        if (Array.Find(nodes, candidate => candidate.Outcome == Outcome.Pass) is { } proof)
            return Node(Outcome.Pass) with { Message = proof.Message, Evidence = proof.Evidence, Children = nodes };

        // What could not be read might have held the proof.
        if (facts.Unread.FirstOrDefault(place => place.Subject == facts.Image.Digest) is { } unread)
            return (Node(Outcome.Indeterminate) with { Children = nodes }).Because(unread.Failure);

        if (candidates.Length == 0)
            return Node(Outcome.Fail).Because(Missing);

        // The candidate that came closest says best what is wrong; what is broken says more than what is good for something else.
        var closest = nodes.Zip(candidates).MaxBy(pair => pair.Second.Evidence is UnreadableEvidence ? int.MaxValue : Closeness.Of(pair.First.Code)).First;
        return closest with { Kind = Type, Name = Describe(), Children = nodes };
    }

    internal sealed override IEnumerable<SignerRequirement> Signers => [By];

    internal sealed override void Contribute(PlanBuilder plan)
    {
        plan.SeekSignedEvidence(By.Kind);
        By.Contribute(plan);
    }

    // A carrier that could not be used has no layer to go by: what is listed as a referrer or a tag may have been a
    // signature, what the index lists is BuildKit's.
    private static bool MayBeSigned(Evidence evidence) => evidence is SignedEvidence || (evidence is UnreadableEvidence
        && (evidence.Found.Layer is { } layer ? layer.MediaType != MediaTypes.InToto : evidence.Found.Location != EvidenceLocation.Index));

    private DecisionNode Candidate(JudgedEvidence judged, Digest image)
    {
        var evidence = judged.Evidence;
        var node = new DecisionNode("candidate", $"{evidence.Format}, {evidence.Found.Place}", Outcome.Fail) { Evidence = [evidence.Id] };
        if (!judged.Verdict.IsProven)
            return node.Because(judged.Verdict.Failure ?? new("no-provider", "Nothing here can verify this kind of evidence."));
        var fact = judged.Verdict.Fact;
        if (fact.Subject != image)
            return node.Because(new("subject-mismatch", "The signature is good, and about something else.", image.ToString(), fact.Subject.ToString()));
        return (By.Refuse(fact) ?? Refuse(fact)) is { } refusal
            ? node.Because(refusal)
            : node with { Outcome = Outcome.Pass, Message = FactText.Describe(fact) };
    }
}
