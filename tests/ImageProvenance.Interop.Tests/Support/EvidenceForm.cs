namespace ImageProvenance.Interop.Tests;

/// <summary>The two forms in which cosign attaches what it signs.</summary>
public enum EvidenceForm
{
    /// <summary>cosign 3: a Sigstore bundle, attached as a referrer.</summary>
    Bundle,

    /// <summary>cosign 1 and 2: behind a tag, <c>.sig</c> or <c>.att</c>.</summary>
    Tag,
}
