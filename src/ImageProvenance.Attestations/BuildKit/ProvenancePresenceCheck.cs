namespace ImageProvenance.Attestations;

/// <summary>Whether there is provenance at all: what is absent cannot be consistent.</summary>
internal static class ProvenancePresenceCheck
{
    public static IEnumerable<Finding> Run(ConsistencyQuestion question)
    {
        bool isPresent = question.Provenance.Any();
        var unreadable = question.Evidence.OfType<UnreadableEvidence>().Where(piece => ConsistencyQuestion.MayBeProvenance(piece.Found.Layer)).ToList();
        foreach (var piece in unreadable)
        {
            // Bad evidence beside good harms nobody; alone it is what there is.
            yield return question.Find(piece.Failure.Code, isPresent ? FindingSeverity.Warning : FindingSeverity.Error,
                piece.Failure.Message, piece.Failure.Expected, piece.Failure.Actual, piece.Id);
        }

        if (isPresent || unreadable.Count > 0)
            yield break;
        yield return question.AttestationManifests.Any(child => HasUnopenedProvenance(question, child))
            ? question.Find("provenance-not-opened", FindingSeverity.Unknown, "The provenance of this image was not opened.")
            : question.Find("no-provenance", FindingSeverity.Error, "No BuildKit provenance goes with this image.", question.ImageDigest.ToString());
    }

    private static bool HasUnopenedProvenance(ConsistencyQuestion question, Descriptor attestationManifest)
    {
        var pieces = question.Evidence.Where(piece => piece.Found.CarrierDigest == attestationManifest.Digest).ToList();
        if (pieces.Select(piece => piece.Found.Carrier).FirstOrDefault(manifest => manifest is not null) is not { } carrier)
            return true;
        return carrier.Layers.Index().Any(layer =>
            layer.Item.MediaType == MediaTypes.InToto
            && ConsistencyQuestion.MayBeProvenance(layer.Item)
            && !pieces.Any(piece => piece.Found.LayerIndex == layer.Index));
    }
}
