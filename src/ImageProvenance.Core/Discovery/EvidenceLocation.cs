namespace ImageProvenance;

/// <summary>In which kind of place a piece of evidence was found.</summary>
public enum EvidenceLocation
{
    /// <summary>Not said; the value of <c>default</c>.</summary>
    Unknown = 0,

    /// <summary>Listed by the registry's referrers API.</summary>
    Referrer,

    /// <summary>Listed under the referrers tag, <c>sha256-HEX</c>.</summary>
    ReferrersTag,

    /// <summary>Under cosign's tag, <c>sha256-HEX.sig</c> or <c>.att</c>.</summary>
    CosignTag,

    /// <summary>A child of the image index, as BuildKit attaches attestations.</summary>
    Index,

    /// <summary>Found by its subject among the manifests of a layout.</summary>
    Layout,

    /// <summary>A file that the caller named.</summary>
    File,
}
