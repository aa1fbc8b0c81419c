namespace ImageProvenance.Oci;

/// <summary>
/// Why a piece of evidence fails alone: it is wrong, or it is not there although something lists it. Everything else
/// that goes wrong leaves it unread.
/// </summary>
internal static class PieceFailure
{
    public static Failure? Of(Exception e) => e switch
    {
        MalformedContentException malformed => malformed.Failure,
        SourceException { Kind: SourceErrorKind.NotFound or SourceErrorKind.ContentMissing } missing => missing.Failure,
        _ => null,
    };
}
