using System.Net;

namespace ImageProvenance.Oci.Tests;

/// <summary>Attestation manifests that are signed themselves, in the index or as referrers.</summary>
public sealed class EvidenceOfEvidenceTests
{
    private const string Repository = "acme/app";
    private static readonly Content Image = Content.Image();
    private static readonly Content Statement = Content.Of("""{"statement":1}""", MediaTypes.InToto);
    private static readonly Content Attestation = Content.Carrier(Image, Statement);
    private static readonly Content Signature = Content.Signature("payload");
    private static readonly Content Signed = Content.Carrier(Attestation, Signature);

    private static readonly DiscoveryPlan Plan = new() { Nodes = EvidenceNodes.Judged | EvidenceNodes.AttestationReferrers, MediaTypes = ["*"] };

    private static ScriptedRegistry Registry(params Content[] manifests)
    {
        var registry = new ScriptedRegistry().OnManifest(Repository, Image, "1").OnBlob(Repository, Statement).OnBlob(Repository, Signature);
        foreach (var manifest in manifests)
            registry.OnManifest(Repository, manifest);
        return registry;
    }

    private static ScriptedRegistry Hardened() => Registry(Attestation, Signed)
        .On(Api(Image), _ => List(Attestation)).On(Api(Attestation), _ => List(Signed));

    private static string Api(Content subject) => $"/v2/{Repository}/referrers/{subject.Digest}";

    private static HttpResponseMessage List(params Content[] listed) =>
        ScriptedRegistry.Answer(HttpStatusCode.OK, Content.Index([.. listed.Select(one => one.Listed())]).Bytes, MediaTypes.OciIndex);

    private static async Task<Discovery> DiscoverAsync(ScriptedRegistry registry, DiscoveryPlan? plan = null, Limits? limits = null)
    {
        using var reader = Reading.Reader(new RegistryImageSource(registry), $"registry.example/{Repository}:1", limits);
        return await Reading.DiscoverAsync(reader, plan ?? Plan);
    }

    private static IEnumerable<(Digest Subject, Digest Carrier)> PiecesOf(Discovery found) => found.Evidence.Select(piece => (piece.Subject, piece.CarrierDigest));

    [Test]
    public async Task The_signature_of_an_attestation_that_is_a_referrer_is_found_and_says_what_it_is_attached_to()
    {
        using var registry = Hardened();
        var found = await DiscoverAsync(registry);
        Assert.That(PiecesOf(found), Is.EqualTo(new[] { (Image.Digest, Attestation.Digest), (Attestation.Digest, Signed.Digest) }));
        Assert.That(found.Evidence[1].Content?.Digest, Is.EqualTo((Digest?)Signature.Digest));
        Assert.That(found.Unread, Is.Empty);
        Assert.That(registry.Paths, Is.Unique);
    }

    [Test]
    public async Task Under_the_referrers_tag_it_is_the_same()
    {
        using var registry = Registry(Attestation, Signed)
            .OnManifest(Repository, Content.Index(Attestation.Listed()), $"sha256-{Image.Digest.Hex}")
            .OnManifest(Repository, Content.Index(Signed.Listed()), $"sha256-{Attestation.Digest.Hex}");
        Assert.That(PiecesOf(await DiscoverAsync(registry)), Is.EqualTo(new[] { (Image.Digest, Attestation.Digest), (Attestation.Digest, Signed.Digest) }));
    }

    [Test]
    public async Task A_plan_that_does_not_ask_for_it_asks_the_registry_for_nothing_more()
    {
        using var registry = Hardened();
        await DiscoverAsync(registry, Plan with { Nodes = EvidenceNodes.Judged });
        Assert.That(registry.Paths, Has.None.Contains(Attestation.Digest.Hex + ".").And.None.EqualTo(Api(Attestation)));
    }

    [Test]
    public async Task A_statement_that_the_plan_leaves_closed_may_be_signed_all_the_same()
    {
        using var registry = Hardened();
        var found = await DiscoverAsync(registry, Plan with { MediaTypes = [MediaTypes.CosignSimpleSigning] });
        Assert.That(found.Evidence.Select(piece => piece.Content?.Digest), Is.EqualTo(new[] { (Digest?)null, Signature.Digest }));
    }

    [Test]
    public async Task What_holds_no_statement_is_asked_for_no_evidence_of_its_own()
    {
        var bundle = Content.Carrier(Image, Signature);
        using var registry = Registry(bundle).On(Api(Image), _ => List(bundle));
        await DiscoverAsync(registry);
        Assert.That(registry.Paths, Has.None.EqualTo(Api(bundle)));
    }

    [TestCase(1, 0)]
    [TestCase(2, 1)]
    [TestCase(3, 2)]
    [TestCase(9, 3)]
    public async Task Evidence_of_evidence_is_followed_to_a_depth_and_no_further(int depth, int below)
    {
        Content[] chain = [Image, Attestation, .. Enumerable.Repeat(Statement, 3)];
        for (int i = 2; i < chain.Length; i++)
            chain[i] = Content.Carrier(chain[i - 1], Statement);
        using var registry = Registry(chain);
        for (int i = 1; i < chain.Length; i++)
        {
            var referrer = chain[i];
            registry.On(Api(chain[i - 1]), _ => List(referrer));
        }

        var found = await DiscoverAsync(registry, limits: Limits.Default with { EvidenceDepth = depth });
        Assert.That(found.Evidence.Select(piece => piece.CarrierDigest), Is.EqualTo(chain[1..(2 + below)].Select(link => link.Digest)));
    }

    [Test]
    public async Task The_depth_counts_from_the_image_for_the_attestation_manifests_of_the_index_too()
    {
        var deeper = Content.Carrier(Attestation, Statement);
        var deepest = Content.Carrier(deeper, Signature);
        var index = Content.Index(Image.Listed("linux/amd64"), Attestation.AttestationOf(Image));
        using var layout = new LayoutFolder().Blobs(Image, Content.Config(), Statement, Attestation, Signature, Signed, deeper, deepest, index).Index(index.Listed());
        async Task<IEnumerable<Digest>> FoundAsync(int depth)
        {
            using var reader = Reading.Layout($"oci:{layout.Path}", Limits.Default with { EvidenceDepth = depth });
            return (await Reading.DiscoverAsync(reader)).Evidence.Select(piece => piece.CarrierDigest);
        }

        Assert.That(await FoundAsync(1), Does.Not.Contain(Signed.Digest));
        Assert.That(await FoundAsync(2), Does.Contain(Signed.Digest).And.Contain(deeper.Digest).And.Not.Contain(deepest.Digest));
        Assert.That(await FoundAsync(3), Does.Contain(deepest.Digest));
    }

    [Test]
    public async Task What_the_index_alone_attaches_is_no_referrer_and_nothing_in_the_index_is_about_a_referrer()
    {
        var (inline, about) = (Content.Carrier(null, Statement), Content.Carrier(null, Statement, Statement));
        var index = Content.Index(Image.Listed("linux/amd64"), inline.AttestationOf(Image), about.AttestationOf(Attestation));
        using var registry = Registry(Image, Attestation, Signed, inline, about).OnManifest(Repository, index, "1").OnBlob(Repository, Content.Config())
            .On(Api(Image), _ => List(Attestation)).On(Api(Attestation), _ => List(Signed));
        var found = await DiscoverAsync(registry, Plan with { Nodes = EvidenceNodes.Platforms | EvidenceNodes.AttestationReferrers, IndexStatements = true });
        Assert.That(PiecesOf(found), Is.EquivalentTo(new[] { (Image.Digest, inline.Digest), (Image.Digest, Attestation.Digest), (Attestation.Digest, Signed.Digest) }));
        Assert.That(registry.Paths, Has.None.EqualTo(Api(inline)));
    }

    [Test]
    public async Task A_manifest_that_is_reached_in_two_ways_is_looked_at_once()
    {
        // BuildKit's attestation manifest is a child of the index, and refers to its platform.
        var index = Content.Index(Image.Listed("linux/amd64"), Attestation.AttestationOf(Image));
        using var registry = Registry(Image, Attestation, Signed).OnManifest(Repository, index, "1").OnBlob(Repository, Content.Config())
            .On(Api(Image), _ => List(Attestation)).On(Api(Attestation), _ => List(Signed));
        var found = await DiscoverAsync(registry, Reading.Everything);
        Assert.That(PiecesOf(found), Is.EquivalentTo(new[] { (Image.Digest, Attestation.Digest), (Attestation.Digest, Signed.Digest) }));
        Assert.That(registry.Paths, Is.Unique);
    }

    // Red without Take in EvidenceNode.Of: each of them costs a registry three requests.
    [Test]
    public async Task Of_the_attestation_manifests_of_an_index_only_so_many_are_asked_for_evidence_and_the_rest_is_unread()
    {
        Content[] many = [.. Enumerable.Range(0, 5).Select(i => Content.Carrier(Image, Content.Of($$"""{"n":{{i}}}""", MediaTypes.InToto)))];
        var index = Content.Index([Image.Listed("linux/amd64"), .. many.Select(one => one.AttestationOf(Image)), many[0].AttestationOf(Image)]);
        using var registry = Registry([Image, .. many]).OnManifest(Repository, index, "1").OnBlob(Repository, Content.Config());
        async Task<(int Asked, UnreadPlace[] Unread)> AskAsync(EvidenceNodes nodes, int platforms)
        {
            using var reader = Reading.Reader(new RegistryImageSource(registry), $"registry.example/{Repository}:1", Limits.Default with { Platforms = platforms });
            int before = registry.Paths.Count();
            var found = await Reading.DiscoverAsync(reader, Plan with { Nodes = nodes });
            return (registry.Paths.Skip(before).Count(path => many.Any(one => path == Api(one))), [.. found.Unread]);
        }

        var (asked, unread) = await AskAsync(EvidenceNodes.AttestationManifests, 2);
        Assert.That(asked, Is.EqualTo(2));
        Assert.That((unread.Single().Failure.Code, unread.Single().Subject), Is.EqualTo(("too-many-attestations", index.Digest)));
        (asked, unread) = await AskAsync(EvidenceNodes.AttestationManifests, 5);
        Assert.That((asked, unread.Length), Is.EqualTo((5, 0)), "one that is listed twice counts once");
        (asked, unread) = await AskAsync(EvidenceNodes.Judged, 2);
        Assert.That((asked, unread.Length), Is.EqualTo((0, 0)), "who does not ask for them misses nothing");
    }

    [Test]
    public async Task Attestations_beyond_number_end_at_the_budget_and_take_nothing_from_the_image()
    {
        Content[] many = [.. Enumerable.Range(0, 100).Select(i => Content.Carrier(Image, Content.Of($$"""{"n":{{i}}}""", MediaTypes.InToto)))];
        using var registry = Registry(many).On(Api(Image), _ => List(many));
        var found = await DiscoverAsync(registry, Plan with { MediaTypes = [] }, Limits.Default with { TotalRequests = 150 });
        Assert.That(found.Evidence, Has.Count.EqualTo(100));
        Assert.That(found.Unread.Select(place => place.Failure.Code).Distinct(), Is.EqualTo(new[] { "budget-exhausted" }));
        Assert.That(found.Unread.Select(place => place.Subject), Has.None.EqualTo(Image.Digest));
    }
}
