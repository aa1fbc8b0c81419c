using ImageProvenance.Oci;
using ImageProvenance.Policies;
using ImageProvenance.Signatures;

namespace ImageProvenance;

/// <summary>One inspection: everything that is attached, everywhere, judged by nobody.</summary>
internal sealed class InspectionRun(ImageRequest request, IReadOnlyList<IEvidenceLocator> locators, ImageVerifierOptions options, VerifierCache? cache)
    : Run(request, options, cache)
{
    private DiscoveryPlan Plan { get; } = new()
    {
        Nodes = EvidenceNodes.Judged | EvidenceNodes.Platforms | EvidenceNodes.AttestationManifests | EvidenceNodes.AttestationReferrers,
        MediaTypes = [MediaTypes.InToto, .. PolicyRule.DefaultProviders.Concat(options.SignatureProviders).SelectMany(provider => provider.MediaTypes), "application/vnd.in-toto.*"],
        IndexStatements = true,
        PlatformConfigs = true,
    };

    public async Task<ImageEvidence> InspectAsync(IImageSource source, CancellationToken cancellationToken) =>
        await WithinLimits(source, Inspect, (failure, isMalformed) => new ImageEvidence(Request, Statistics) { Error = failure, IsMalformed = isMalformed }, cancellationToken).ConfigureAwait(false);

    private async Task<ImageEvidence> Inspect(ImageContentReader content, CancellationToken cancellationToken)
    {
        // Who looks wants to see what is there now.
        content.RenewLists();
        var image = await content.ResolveAsync(cancellationToken).ConfigureAwait(false);
        if (Request.Platform is { } platform)
            image = await PlatformChooser.ChooseAsync(image, platform, content, cancellationToken).ConfigureAwait(false);
        var discovery = await EvidenceDiscovery.DiscoverAsync(image, Plan, locators, content, Elsewhere, cancellationToken).ConfigureAwait(false);
        var judged = EvidenceJudge.Judge(discovery, [], TrustPlan.Nobody, Options.TimeProvider.GetUtcNow(), cache: null, cancellationToken);
        var consistency = EvidenceJudge.CheckConsistency(discovery, judged, onlyImages: true);
        var facts = new ImageFacts(image, judged, consistency, discovery.Unread);
        List<EvidenceSummary> all = [.. judged.Select(piece => EvidenceSummary.Of(piece.Evidence, piece.Verdict)), .. EvidenceJudge.Closed(discovery)];
        var provenance = ProvenanceFinder.Find(discovery, facts);

        return new(Request, Statistics)
        {
            Image = image,
            Platforms = [.. discovery.Platforms.Select(found => Platform(found, all, provenance))],
            Index = image.Document is ImageIndex ? [.. all.Where(piece => piece.Subject == image.Digest)] : [],
            All = all,
            Provenance = provenance,
            Findings = [.. consistency.SelectMany(checkedPlatform => checkedPlatform.Result.Findings).Distinct()],
            Unread = discovery.Unread,
        };
    }

    private static PlatformEvidence Platform(PlatformImage platform, IReadOnlyList<EvidenceSummary> all, IReadOnlyList<ProvenanceSummary> provenance)
    {
        var digest = platform.Descriptor.Digest;
        return new(platform, [.. all.Where(piece => piece.Subject == digest)])
        {
            Provenance = provenance.FirstOrDefault(claim => claim.Piece.Found.Subject == digest)?.Provenance,
        };
    }
}
