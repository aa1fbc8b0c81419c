namespace ImageProvenance.Policies;

/// <summary>A policy that cannot be built: every mistake in it, with its place.</summary>
public sealed class PolicyException : ArgumentException
{
    /// <summary>Creates the exception from the mistakes, at least one.</summary>
    public PolicyException(IReadOnlyList<PolicyMistake> mistakes)
        : base(mistakes is { Count: > 0 }
            ? string.Join('\n', mistakes)
            : throw new ArgumentException("There is no mistake.", nameof(mistakes))) => Mistakes = mistakes;

    /// <summary>The mistakes, in the order of the policy.</summary>
    public IReadOnlyList<PolicyMistake> Mistakes { get; }
}

/// <summary>One mistake in a policy.</summary>
/// <param name="Path">Where: the JSON path in a document (<c>$.rules[0].require</c>), the same for a policy built in code.</param>
/// <param name="Message">What is wrong and what to write instead.</param>
public sealed record PolicyMistake(string Path, string Message)
{
    /// <inheritdoc />
    public override string ToString() => $"{Path}: {Message}";
}
