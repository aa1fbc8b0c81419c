namespace ImageProvenance.Attestations;

/// <summary>The members about the run of a build that both versions have, each under its own names. Local to a reader.</summary>
internal struct ProvenanceMetadata
{
    public string? InvocationId;
    public DateTimeOffset? StartedOn;
    public DateTimeOffset? FinishedOn;

    /// <summary>Takes the invocation id from one of its two spellings.</summary>
    /// <remarks>BuildKit and slsa-github-generator write a capital D that the specification does not have.</remarks>
    public void ReadInvocationId(ref StrictJsonReader json)
    {
        if (InvocationId is not null)
            throw new MalformedContentException("invalid-provenance", "The provenance has its invocation id in two spellings.");
        InvocationId = json.ReadText();
    }

    public static DateTimeOffset? ReadTime(ref StrictJsonReader json) => json.ReadText() is { } text ? Rfc3339.Parse(text) : null;
}
