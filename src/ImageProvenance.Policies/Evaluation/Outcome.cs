namespace ImageProvenance.Policies;

/// <summary>The outcome of a node of the decision tree.</summary>
public enum Outcome
{
    /// <summary>Not evaluated; the value of <c>default</c>. Never a pass.</summary>
    Unknown = 0,

    /// <summary>Not satisfied.</summary>
    Fail,

    /// <summary>Undecided: what would decide could not be read.</summary>
    Indeterminate,

    /// <summary>Never evaluated, since the run ended before.</summary>
    NotReached,

    /// <summary>Not needed, since another alternative passed.</summary>
    Skipped,

    /// <summary>Not satisfied, in a rule that warns.</summary>
    Warn,

    /// <summary>Satisfied.</summary>
    Pass,
}
