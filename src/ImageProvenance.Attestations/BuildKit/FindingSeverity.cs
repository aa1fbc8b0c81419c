namespace ImageProvenance.Attestations;

/// <summary>How much a finding matters.</summary>
public enum FindingSeverity
{
    /// <summary>Could not be judged: something that would decide was not read. The value of <c>default</c>.</summary>
    Unknown = 0,

    /// <summary>Worth knowing, and normal.</summary>
    Info,

    /// <summary>Unusual, and no contradiction.</summary>
    Warning,

    /// <summary>A contradiction between the image and what is said about it.</summary>
    Error,
}
