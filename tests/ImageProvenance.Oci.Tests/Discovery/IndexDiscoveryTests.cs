namespace ImageProvenance.Oci.Tests;

public sealed class IndexDiscoveryTests
{
    private static readonly Content Amd64Config = Content.Config("amd64");
    private static readonly Content Arm64Config = Content.Config("arm64");
    private static readonly Content Amd64 = Content.Image(Amd64Config);
    private static readonly Content Arm64 = Content.Image(Arm64Config);
    private static readonly Content Statement = Content.Of("""{"statement":1}""", MediaTypes.InToto);
    private static readonly Content Attestation = Content.Carrier(Amd64, Statement);
    private static readonly Content Stray = Content.Carrier(Amd64, Statement, Statement);
    private static readonly Content Bundle = Content.Bundle("""{"bundle":1}""");
    private static readonly Content SignedAttestation = Content.Carrier(Attestation, Bundle);

    private static readonly Content Index = Content.Index(
        Amd64.Listed("linux/amd64"), Arm64.Listed("linux/arm64"), Attestation.AttestationOf(Amd64), Stray.AttestationOf(Arm64));

    private static LayoutFolder Layout() => new LayoutFolder()
        .Blobs(Amd64Config, Arm64Config, Amd64, Arm64, Statement, Attestation, Stray, Bundle, SignedAttestation, Index).Index(Index.Listed());

    [Test]
    public async Task Platforms_statements_and_signatures_of_attestations_are_found()
    {
        using var layout = Layout();
        using var reader = Reading.Layout($"oci:{layout.Path}");
        var found = await Reading.DiscoverAsync(reader);
        Assert.That(found.Platforms.Select(platform => (platform.Key, platform.Config!.Platform!.ToString(), platform.Manifest!.Digest)),
            Is.EqualTo(new[] { ("linux/amd64", "linux/amd64", Amd64.Digest), ("linux/arm64", "linux/arm64", Arm64.Digest) }));

        var statement = found.Evidence.Single(piece => piece.CarrierDigest == Attestation.Digest);
        Assert.That((statement.Subject, statement.Content!.Digest), Is.EqualTo((Amd64.Digest, Statement.Digest)));
        var signature = found.Evidence.Single(piece => piece.CarrierDigest == SignedAttestation.Digest);
        Assert.That((signature.Subject, signature.Content!.Digest), Is.EqualTo((Attestation.Digest, Bundle.Digest)));
        Assert.That(found.Evidence.Where(piece => piece.Subject == Arm64.Digest).Select(piece => piece.Failure?.Code), Is.EqualTo(new[] { "subject-mismatch" }),
            "an attestation manifest that names its subject is not another platform's");
    }

    [Test]
    public async Task Only_the_statements_of_the_plans_types_are_opened()
    {
        var provenance = Content.Of("""{"slsa":1}""", MediaTypes.InToto);
        string Layer(Content layer, string type) => layer.Listed(annotations: ("in-toto.io/predicate-type", type));
        var attestation = Content.Of($$"""{"schemaVersion":2,"config":{{Amd64Config.Listed()}},"layers":[{{Layer(Statement, "https://spdx.dev/Document")}},{{Layer(provenance, "https://slsa.dev/provenance/v1")}}]}""", MediaTypes.OciManifest);
        var index = Content.Index(Amd64.Listed("linux/amd64"), attestation.AttestationOf(Amd64));
        using var layout = new LayoutFolder().Blobs(Amd64, Amd64Config, Statement, provenance, attestation, index).Index(index.Listed());
        using var reader = Reading.Layout($"oci:{layout.Path}");
        var found = await Reading.DiscoverAsync(reader, new() { IndexStatements = true, StatementTypes = ["https://slsa.dev/provenance/*"] });
        Assert.That(found.Evidence.Select(piece => (piece.Location, piece.Content?.Digest)), Is.EqualTo(new[] { (EvidenceLocation.Index, (Digest?)null), (EvidenceLocation.Index, provenance.Digest) }));
    }

    [Test]
    public async Task A_chosen_platform_is_judged_alone_with_its_attestations()
    {
        using var layout = Layout();
        using var reader = Reading.Layout($"oci:{layout.Path}");
        var image = await reader.ResolveAsync(default);
        var chosen = await PlatformChooser.ChooseAsync(image, Platform.Parse("linux/amd64"), reader, default);
        var found = await EvidenceDiscovery.DiscoverAsync(chosen, Reading.Everything, EvidenceDiscovery.DefaultLocators, reader, default);
        Assert.That((chosen.Digest, chosen.Index!.Digest), Is.EqualTo((Amd64.Digest, Index.Digest)));
        Assert.That(found.Platforms.Single().Key, Is.EqualTo("linux/amd64"));
        Assert.That(found.Evidence.Select(piece => piece.Subject).Distinct(), Is.EquivalentTo(new[] { Amd64.Digest, Attestation.Digest }));
    }

    [Test]
    public void A_platform_that_is_not_there_is_refused_with_those_that_are()
    {
        using var layout = Layout();
        using var reader = Reading.Layout($"oci:{layout.Path}");
        var failure = Assert.ThrowsAsync<MalformedContentException>(async () =>
            await PlatformChooser.ChooseAsync(await reader.ResolveAsync(default), Platform.Parse("windows/amd64"), reader, default))!.Failure;
        Assert.That((failure.Code, failure.Actual), Is.EqualTo(("platform-not-found", "linux/amd64, linux/arm64")));
    }

    [Test]
    public async Task A_single_image_is_of_the_platform_that_its_configuration_names()
    {
        using var layout = Layout();
        using var reader = Reading.Layout($"oci:{layout.Path}@{Arm64.Digest}");
        var image = await reader.ResolveAsync(default);
        Assert.That(await PlatformChooser.ChooseAsync(image, Platform.Parse("linux/arm64"), reader, default), Is.SameAs(image));
        Assert.ThrowsAsync<MalformedContentException>(() => PlatformChooser.ChooseAsync(image, Platform.Parse("linux/amd64"), reader, default));
        Assert.That((await EvidenceDiscovery.DiscoverAsync(image, Reading.Everything, [], reader, default)).Platforms.Single().Key, Is.EqualTo("linux/arm64"));
    }

    [Test]
    public void The_images_own_configuration_must_be_there_where_it_is_needed()
    {
        using var layout = new LayoutFolder().Blobs(Amd64).Index(Amd64.Listed());
        using var reader = Reading.Layout($"oci:{layout.Path}");
        Assert.That(Assert.ThrowsAsync<MalformedContentException>(() => Reading.DiscoverAsync(reader))!.Failure.Code, Is.EqualTo("content-missing"));
        Assert.That(async () => await Reading.DiscoverAsync(reader, Reading.JudgedOnly), Throws.Nothing);
    }
}
