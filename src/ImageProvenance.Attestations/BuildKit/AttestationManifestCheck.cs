namespace ImageProvenance.Attestations;

/// <summary>The index's attestation manifests: one for an image, none for what is not in the index, and each about what its annotation says.</summary>
internal static class AttestationManifestCheck
{
    public static IEnumerable<Finding> Run(ConsistencyQuestion question) =>
        [.. Several(question), .. Dangling(question), .. CarrierSubject(question)];

    // Readers disagree which of several counts: buildx takes the last.
    private static IEnumerable<Finding> Several(ConsistencyQuestion question)
    {
        if (question.AttestationManifests.Count > 1)
            yield return question.Find("several-attestation-manifests", FindingSeverity.Warning,
                "The index lists several attestation manifests for this image.", "1", string.Join(", ", question.AttestationManifests.Select(child => child.Digest)));
    }

    private static IEnumerable<Finding> Dangling(ConsistencyQuestion question)
    {
        var listed = question.Index?.Manifests.Select(other => other.Digest).ToHashSet();
        foreach (var child in question.Index?.AttestationManifests ?? [])
        {
            if (ImageIndex.ReferenceOf(child) is { } reference && listed!.Contains(reference))
                continue;
            yield return new Finding(null, null, "dangling-attestation", FindingSeverity.Warning,
                $"The index lists attestation manifest {child.Digest} for an image that it does not list.",
                "the digest of a manifest of the index", child.Annotations.GetValueOrDefault(ImageIndex.ReferenceDigestAnnotation) ?? "none");
        }
    }

    private static IEnumerable<Finding> CarrierSubject(ConsistencyQuestion question)
    {
        var carriers = question.Evidence.Select(piece => piece.Found.Carrier).OfType<ImageManifest>().DistinctBy(carrier => carrier.Digest);
        foreach (var carrier in carriers)
        {
            if (carrier.Subject is { } subject && !subject.NamesSameContentAs(question.Platform.Descriptor))
                yield return question.Find("attestation-subject-mismatch", FindingSeverity.Error,
                    $"Attestation manifest {carrier.Digest} has another subject than the index says.", question.Platform.Descriptor.ToString(), subject.ToString());
        }
    }
}
