using System.Net;

namespace ImageProvenance.Oci.Tests;

/// <summary>Evidence in another repository or registry than the image.</summary>
public sealed class EvidenceElsewhereTests
{
    private const string Repository = "acme/app";
    private const string Elsewhere = "acme/signatures";
    private static readonly Content Image = Content.Image();
    private static readonly Content Bundle = Content.Bundle("""{"bundle":1}""");
    private static readonly Content Referrer = Content.Carrier(Image, Bundle);
    private static readonly Content Tagged = Content.Carrier(null, Content.Signature("s"));

    // What is for another host must not be answered by this one: every address is scripted whole.
    private static ScriptedRegistry Registry() => new ScriptedRegistry()
        .On($"https://registry.example/v2/{Repository}/manifests/1", _ => ScriptedRegistry.Answer(HttpStatusCode.OK, Image.Bytes, Image.MediaType));

    private static ScriptedRegistry Hold(ScriptedRegistry registry, Content content, string kind, string? name = null) =>
        registry.On($"https://evidence.example/v2/{Elsewhere}/{kind}/{name ?? content.Digest.ToString()}", _ => ScriptedRegistry.Answer(HttpStatusCode.OK, content.Bytes, content.MediaType));

    private static ScriptedRegistry WithEvidence(ScriptedRegistry registry)
    {
        Hold(registry, Content.Index(Referrer.Listed()), "referrers", Image.Digest.ToString());
        Hold(registry, Tagged, "manifests", $"sha256-{Image.Digest.Hex}.sig");
        Hold(Hold(registry, Referrer, "manifests"), Bundle, "blobs");
        return Hold(registry, Content.Signature("s"), "blobs");
    }

    private static async Task<Discovery> DiscoverAsync(ScriptedRegistry registry, DiscoveryPlan? plan = null, ICredentialStore? credentials = null)
    {
        var source = new RegistryImageSource(registry, credentials);
        using var reader = Reading.Reader(source, $"registry.example/{Repository}:1");
        return await Reading.DiscoverAsync(reader, plan ?? Reading.JudgedOnly, reader.Beside(source, ImageRepository.Parse($"evidence.example/{Elsewhere}").ToLocation()));
    }

    [Test]
    public async Task All_places_of_the_other_repository_are_searched_and_named_by_it()
    {
        using var registry = WithEvidence(Registry());
        var found = await DiscoverAsync(registry);
        Assert.That(found.Evidence.Select(piece => (piece.Location, piece.Subject, piece.Place)), Is.EqualTo(new[]
        {
            (EvidenceLocation.Referrer, Image.Digest, $"the list of referrers of evidence.example/{Elsewhere}"),
            (EvidenceLocation.CosignTag, Image.Digest, $"tag sha256-{Image.Digest.Hex}.sig of evidence.example/{Elsewhere}"),
        }));
        Assert.That(found.Evidence.Select(piece => piece.Content), Has.All.Not.Null);
        Assert.That(found.Unread, Is.Empty);
    }

    [Test]
    public async Task What_lies_under_the_other_repositorys_referrers_tag_is_found()
    {
        using var registry = Hold(Hold(Hold(Registry(), Content.Index(Referrer.Listed()), "manifests", $"sha256-{Image.Digest.Hex}"), Referrer, "manifests"), Bundle, "blobs");
        Assert.That((await DiscoverAsync(registry)).Evidence.Single().Location, Is.EqualTo(EvidenceLocation.ReferrersTag));
    }

    [Test]
    public async Task The_images_own_place_is_searched_first_and_a_piece_in_both_is_reported_there()
    {
        using var registry = WithEvidence(Registry())
            .On($"https://registry.example/v2/{Repository}/referrers/{Image.Digest}", _ => ScriptedRegistry.Answer(HttpStatusCode.OK, Content.Index(Referrer.Listed()).Bytes, MediaTypes.OciIndex))
            .On($"https://registry.example/v2/{Repository}/manifests/{Referrer.Digest}", _ => ScriptedRegistry.Answer(HttpStatusCode.OK, Referrer.Bytes, Referrer.MediaType))
            .On($"https://registry.example/v2/{Repository}/blobs/{Bundle.Digest}", _ => ScriptedRegistry.Answer(HttpStatusCode.OK, Bundle.Bytes));
        var found = await DiscoverAsync(registry);
        Assert.That(found.Evidence.Single(piece => piece.CarrierDigest == Referrer.Digest).Place, Is.EqualTo("the list of referrers"));
        Assert.That(registry.Requests.Select(request => request.Uri), Is.Unique);
    }

    [TestCase(HttpStatusCode.Unauthorized, "unauthorized")]
    [TestCase(HttpStatusCode.TooManyRequests, "rate-limited")]
    [TestCase(HttpStatusCode.BadGateway, "server-error")]
    public async Task Another_repository_that_cannot_be_read_leaves_its_places_unread(HttpStatusCode status, string code)
    {
        using var registry = Registry().On($"https://evidence.example/v2/{Elsewhere}/referrers/{Image.Digest}", status);
        var unread = (await DiscoverAsync(registry)).Unread.Single();
        Assert.That((unread.Place, unread.Subject, unread.Failure.Code), Is.EqualTo(($"the list of referrers of evidence.example/{Elsewhere}", Image.Digest, code)));
    }

    [Test]
    public async Task Another_repository_that_does_not_exist_holds_no_evidence()
    {
        using var registry = Registry();
        var found = await DiscoverAsync(registry);
        Assert.That((found.Evidence.Count, found.Unread.Count), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task Every_node_of_the_plan_is_sought_there_and_the_index_is_not()
    {
        var statement = Content.Of("""{"statement":1}""", MediaTypes.InToto);
        var attestation = Content.Carrier(Image, statement);
        var signed = Content.Carrier(attestation, Bundle);
        using var registry = WithEvidence(Registry());
        Hold(registry, Content.Index(attestation.Listed()), "referrers", Image.Digest.ToString());
        Hold(registry, Content.Index(signed.Listed()), "referrers", attestation.Digest.ToString());
        Hold(Hold(Hold(registry, statement, "blobs"), attestation, "manifests"), signed, "manifests");
        var found = await DiscoverAsync(registry, new() { Nodes = EvidenceNodes.Judged | EvidenceNodes.AttestationReferrers, MediaTypes = ["*"], IndexStatements = true });
        Assert.That(found.Evidence.Select(piece => (piece.Subject, piece.CarrierDigest)), Does.Contain((Image.Digest, attestation.Digest)).And.Contain((attestation.Digest, signed.Digest)));
    }

    [Test]
    public async Task The_index_is_read_in_the_images_own_place_and_a_plan_that_seeks_nothing_attached_asks_nobody_elsewhere()
    {
        var statement = Content.Of("""{"statement":1}""", MediaTypes.InToto);
        var attestation = Content.Carrier(Image, statement);
        var index = Content.Index(Image.Listed("linux/amd64"), attestation.AttestationOf(Image));
        using var registry = new ScriptedRegistry()
            .On($"https://registry.example/v2/{Repository}/manifests/1", _ => ScriptedRegistry.Answer(HttpStatusCode.OK, index.Bytes, index.MediaType))
            .On($"https://registry.example/v2/{Repository}/manifests/{attestation.Digest}", _ => ScriptedRegistry.Answer(HttpStatusCode.OK, attestation.Bytes, attestation.MediaType))
            .On($"https://registry.example/v2/{Repository}/blobs/{statement.Digest}", _ => ScriptedRegistry.Answer(HttpStatusCode.OK, statement.Bytes));
        var found = await DiscoverAsync(registry, new() { IndexStatements = true });
        Assert.That(found.Evidence.Single().Content?.Digest, Is.EqualTo((Digest?)statement.Digest));
        Assert.That(registry.Requests.Select(request => request.Uri.Host), Is.All.EqualTo("registry.example"));
    }

    [Test]
    public async Task Each_registry_is_asked_with_its_own_credential()
    {
        var credentials = new CredentialOf(RegistryName.Parse("evidence.example"), RegistryCredential.Basic("eve", "s3cret", "a test"));
        using var registry = WithEvidence(Registry());
        registry.On($"https://evidence.example/v2/{Elsewhere}/referrers/{Image.Digest}", request => request.Headers.Authorization is null
            ? ScriptedRegistry.Challenge("Basic realm=\"evidence\"") : ScriptedRegistry.Answer(HttpStatusCode.OK, Content.Index(Referrer.Listed()).Bytes, MediaTypes.OciIndex));
        var found = await DiscoverAsync(registry, credentials: credentials);
        Assert.That(found.Evidence.Select(piece => piece.CarrierDigest), Does.Contain(Referrer.Digest));
        Assert.That(registry.Requests.Where(request => request.Uri.Host == "registry.example").Select(request => request.Authorization), Is.All.Null);
        Assert.That(registry.Requests.Where(request => request.Uri.Host == "evidence.example").Select(request => request.Authorization), Has.Some.StartsWith("Basic "));
    }

    [Test]
    public async Task An_image_in_a_layout_may_have_its_evidence_in_a_registry()
    {
        using var layout = new LayoutFolder().Blobs(Image).Index(Image.Listed());
        using var registry = WithEvidence(new ScriptedRegistry());
        using var reader = Reading.Layout($"oci:{layout.Path}");
        var found = await Reading.DiscoverAsync(reader, Reading.JudgedOnly, reader.Beside(new RegistryImageSource(registry), ImageRepository.Parse($"evidence.example/{Elsewhere}").ToLocation()));
        Assert.That(found.Evidence.Select(piece => piece.Location), Is.EqualTo(new[] { EvidenceLocation.Referrer, EvidenceLocation.CosignTag }));
    }

    [Test]
    public async Task All_places_share_one_budget_and_each_has_its_own_number_of_requests_in_flight()
    {
        using var registry = WithEvidence(Registry());
        var inFlight = new System.Collections.Concurrent.ConcurrentDictionary<string, int>();
        int most = 0;
        registry.Before = async (request, _) =>
        {
            string host = request.RequestUri!.Host;
            most = Math.Max(most, inFlight.AddOrUpdate(host, 1, (_, count) => count + 1));
            await Task.Yield();
            inFlight.AddOrUpdate(host, 0, (_, count) => count - 1);
        };
        var limits = Limits.Default with { ParallelRequests = 1 };
        var source = new RegistryImageSource(registry);
        using var reader = Reading.Reader(source, $"registry.example/{Repository}:1", limits);
        await Reading.DiscoverAsync(reader, Reading.JudgedOnly, reader.Beside(source, ImageRepository.Parse($"evidence.example/{Elsewhere}").ToLocation()));
        Assert.That((most, reader.Budget.Requests), Is.EqualTo((1, registry.Requests.Count)));
    }

    private sealed class CredentialOf(RegistryName of, RegistryCredential credential) : ICredentialStore
    {
        public string Name => "a test";

        public ValueTask<RegistryCredential?> FindAsync(RegistryName registry, RepositoryName repository, CancellationToken cancellationToken) => new(registry == of ? credential : null);
    }
}
