namespace ImageProvenance;

/// <summary>What refers to what: a subject, the evidence attached to it, and the carriers of that evidence which have evidence of their own.</summary>
/// <param name="Name">What outputs call the subject: <c>index</c>, the platform, or <c>carrier</c>.</param>
/// <param name="Subject">The subject's digest.</param>
/// <param name="Evidence">What is attached to it.</param>
/// <param name="Carriers">The carriers below it.</param>
internal sealed record EvidenceTree(string Name, Digest Subject, IReadOnlyList<EvidenceSummary> Evidence, IReadOnlyList<EvidenceTree> Carriers)
{
    // Evidence of evidence is one level in practice. Whoever writes tags could make a chain of any length.
    private const int MaxDepth = 16;

    /// <summary>The trees of the index, where the image is one, of every platform, and of what has evidence and hangs on none of them.</summary>
    public static IReadOnlyList<EvidenceTree> Of(ImageEvidence evidence)
    {
        if (evidence.Image is not { } image)
            return [];
        List<(string Name, Digest Digest)> roots = [.. evidence.Platforms.Select(platform => (platform.Platform, platform.Image.Descriptor.Digest))];
        if (image.Document is ImageIndex)
            roots.Insert(0, ("index", image.Digest));

        // Tags are attached by name, so two carriers can be attached to each other: each is walked once.
        var walked = roots.Select(root => root.Digest).ToHashSet();
        var attached = evidence.All.ToLookup(piece => piece.Subject);
        List<EvidenceTree> trees = [.. roots.Select(root => Walk(root.Name, root.Digest, attached, walked, 1))];

        // An index can list attestation manifests of images that it does not list; what signs them is not kept back.
        trees.AddRange(attached.Select(pieces => pieces.Key).Where(walked.Add).Select(stray => Walk("carrier", stray, attached, walked, 1)));
        return trees;
    }

    private static EvidenceTree Walk(string name, Digest subject, ILookup<Digest, EvidenceSummary> attached, HashSet<Digest> walked, int depth)
    {
        EvidenceSummary[] pieces = [.. attached[subject]];
        Digest[] below = depth == MaxDepth ? [] : [.. pieces.Select(piece => piece.Id.Carrier).Where(carrier => attached.Contains(carrier) && walked.Add(carrier))];
        return new(name, subject, pieces, [.. below.Select(carrier => Walk("carrier", carrier, attached, walked, depth + 1))]);
    }
}
