namespace ImageProvenance.Attestations;

/// <summary>The names of the formats of evidence, as reports write them.</summary>
public static class EvidenceFormats
{
    /// <summary>cosign's simple signing payload, its signature beside it.</summary>
    public const string CosignSimpleSigning = "cosign-simple-signing";

    /// <summary>A DSSE envelope.</summary>
    public const string Dsse = "dsse";

    /// <summary>A Sigstore bundle.</summary>
    public const string SigstoreBundle = "sigstore-bundle";

    /// <summary>An in-toto statement without a signature of its own, as BuildKit writes it.</summary>
    public const string BuildKit = "buildkit";

    /// <summary>A format that no reader here knows.</summary>
    public const string Raw = "raw";

    /// <summary>The format of a layer of this media type.</summary>
    public static string Of(string? mediaType) =>
        mediaType is MediaTypes.CosignSimpleSigning ? CosignSimpleSigning
        : mediaType is MediaTypes.InToto ? BuildKit
        : MediaTypes.IsDsse(mediaType) ? Dsse
        : MediaTypes.IsSigstoreBundle(mediaType) ? SigstoreBundle
        : Raw;
}
