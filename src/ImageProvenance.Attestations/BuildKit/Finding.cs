namespace ImageProvenance.Attestations;

/// <summary>One thing that a check found. Immutable and thread-safe.</summary>
/// <param name="Platform">The platform that it is about, such as <c>linux/amd64</c>; null where it is about the whole index.</param>
/// <param name="Evidence">The piece of evidence that it is about, or null.</param>
/// <param name="Code">A stable code in kebab case.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Message">One sentence for a person.</param>
/// <param name="Expected">The value that the image has, or null.</param>
/// <param name="Actual">The value that was found instead, or null.</param>
public sealed record Finding(
    string? Platform,
    EvidenceId? Evidence,
    string Code,
    FindingSeverity Severity,
    string Message,
    string? Expected = null,
    string? Actual = null);
