namespace ImageProvenance.Policies;

/// <summary>
/// One thing that a rule requires. Requirements are data: they say what they need (<see cref="Contribute"/>) and judge
/// what was proven (<see cref="Evaluate"/>), purely. Immutable and thread-safe.
/// </summary>
public abstract class Requirement
{
    private protected Requirement()
    {
    }

    /// <summary>The type, as policy documents and the decision tree name it.</summary>
    public abstract string Type { get; }

    /// <summary>What is asked for, for a person.</summary>
    public abstract string Describe();

    /// <summary>Judges what was proven.</summary>
    public abstract DecisionNode Evaluate(ImageFacts facts);

    /// <summary>The signers that are asked for, here and below.</summary>
    internal virtual IEnumerable<SignerRequirement> Signers => [];

    /// <summary>Says what has to be looked for and who may prove it.</summary>
    internal abstract void Contribute(PlanBuilder plan);

    /// <summary>The tree of a requirement that is not evaluated.</summary>
    internal virtual DecisionNode NotEvaluated(Outcome outcome) => new(Type, Describe(), outcome);

    private protected DecisionNode Node(Outcome outcome) => new(Type, Describe(), outcome);
}
