namespace ImageProvenance.Signatures;

/// <summary>The formats that carry signatures which <see cref="PieceReader"/> reads, by the media types of their layers.</summary>
internal static class SignedFormats
{
    public static IReadOnlyList<string> MediaTypes { get; } =
        [ImageProvenance.MediaTypes.CosignSimpleSigning, ImageProvenance.MediaTypes.Dsse, ImageProvenance.MediaTypes.SigstoreBundlePrefix + "*"];
}
