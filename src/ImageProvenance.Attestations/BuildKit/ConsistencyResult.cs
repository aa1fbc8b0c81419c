namespace ImageProvenance.Attestations;

/// <summary>
/// Whether an image and the unsigned provenance in its index agree. Agreement proves no origin: whoever can push both can
/// make them agree. Immutable and thread-safe.
/// </summary>
public sealed class ConsistencyResult
{
    internal ConsistencyResult(IReadOnlyList<Finding> findings)
    {
        Findings = findings;
        IsConsistent = findings.Any(finding => finding.Severity == FindingSeverity.Error) ? false
            : findings.Any(finding => finding.Severity == FindingSeverity.Unknown) ? null
            : true;
    }

    /// <summary>False if a finding is an error; null if nothing contradicts but something that would decide was not read; else true.</summary>
    public bool? IsConsistent { get; }

    /// <summary>What was found, in the order of the checks.</summary>
    public IReadOnlyList<Finding> Findings { get; }
}
