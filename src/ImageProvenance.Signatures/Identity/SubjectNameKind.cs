namespace ImageProvenance.Signatures;

/// <summary>The form of the name in a signer's certificate.</summary>
public enum SubjectNameKind
{
    /// <summary>Not said; the value of <c>default</c>.</summary>
    Unknown = 0,

    /// <summary>An email address: a person or a service account.</summary>
    Email,

    /// <summary>A URI: a workflow of a CI system, or a SPIFFE id.</summary>
    Uri,

    /// <summary>A user name, <c>user!domain</c>, in Fulcio's otherName.</summary>
    UserName,
}
