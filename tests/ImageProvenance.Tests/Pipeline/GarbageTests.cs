using ImageProvenance.Policies;
using ImageProvenance.Testing;

namespace ImageProvenance.Tests.Pipeline;

/// <summary>Garbage in any document is a verdict, soon, and never an exception; beside good evidence it harms nobody.</summary>
[CancelAfter(60_000)]
public class GarbageTests
{
    [Test]
    public async Task Garbage_in_place_of_the_image_is_denied([ValueSource(typeof(Garbage), nameof(Garbage.Names))] string name, CancellationToken cancellationToken)
    {
        foreach (string type in new[] { MediaTypes.OciManifest, MediaTypes.OciIndex, MediaTypes.DockerManifest, "application/json" })
        {
            using var scene = new TestScene();
            scene.Image.SignWithBundle(TestScene.Key);
            using var _ = scene.AnswerPath("/manifests/1", RegistryResponse.Content(type, Garbage.Of(name)));
            Verdict.IsDenied(await scene.VerifyAsync(cancellationToken: cancellationToken));
            Verdict.IsDenied(await scene.VerifyAsync(TestScene.Consistent, cancellationToken));
            var seen = await scene.InspectAsync();

            // Well-formed by accident: the one lists nothing that runs, the other has no image's configuration.
            if (name is not ("huge list" or "huge sizes"))
                Assert.That(seen.Error, Is.Not.Null);
        }
    }

    [Test]
    public async Task Garbage_in_a_list_or_behind_a_tag_proves_nothing_and_harms_nobody(
        [ValueSource(typeof(Garbage), nameof(Garbage.Names))] string name,
        [Values("/referrers/", "the referrers tag", ".sig", ".att")] string place,
        CancellationToken cancellationToken)
    {
        using var scene = new TestScene();
        string part = place == "the referrers tag" ? $"/manifests/{TagName.ReferrersTagOf(scene.Image.Digest)}" : place;
        string type = place.StartsWith('.') ? MediaTypes.OciManifest : MediaTypes.OciIndex;
        using var _ = scene.Registry.Answer(request => (part.StartsWith("/m", StringComparison.Ordinal) ? request.Path.EndsWith(part, StringComparison.Ordinal) : request.Path.Contains(part))
            ? RegistryResponse.Content(type, Garbage.Of(name)) : null);
        await ProvesNothingAsync(scene, cancellationToken);

        // Good evidence in the place that is left.
        if (place == ".sig")
            scene.Image.SignWithBundle(TestScene.Key);
        else
            scene.Image.SignWithTag(TestScene.Key);
        Verdict.IsAllowed(await scene.VerifyAsync(cancellationToken: cancellationToken));
    }

    [Test]
    public async Task Garbage_in_evidence_that_hashes_proves_nothing_and_harms_nobody(
        [ValueSource(typeof(Garbage), nameof(Garbage.Names))] string name,
        [Values("carrier", "bundle", "envelope", "statement in a bundle", "statement in an envelope", "payload")] string document,
        CancellationToken cancellationToken)
    {
        byte[] garbage = Garbage.Of(name);
        using var scene = new TestScene(place: document == "carrier" ? Place.ReferrersTag : Place.ReferrersApi);
        switch (document)
        {
            case "carrier":
                ListCarrier(scene, garbage);
                break;
            case "bundle":
                scene.Image.Attach(CosignArtifacts.BundleReferrer(garbage, CosignArtifacts.SignaturePredicateType));
                break;
            case "envelope":
                scene.Image.AttachTag("att", CosignArtifacts.AttestationLayer(garbage, TestScene.SlsaV02));
                break;
            case "statement in a bundle":
                scene.AttachBundleOf(garbage);
                break;
            case "statement in an envelope":
                scene.Image.AttachTag("att", CosignArtifacts.AttestationLayer(CosignArtifacts.Envelope(TestScene.Key, garbage), TestScene.SlsaV02));
                break;
            default:
                scene.Image.AttachTag("sig", CosignArtifacts.SignatureLayer(TestScene.Key, garbage));
                break;
        }

        await ProvesNothingAsync(scene, cancellationToken);
        scene.Image.SignWithTag(TestScene.Key);
        var report = await scene.VerifyAsync(cancellationToken: cancellationToken);
        Verdict.IsAllowed(report);
        Assert.That(report.Evidence.Count(piece => piece.IsProven), Is.EqualTo(1));
    }

    [Test]
    public async Task Garbage_in_a_configuration_is_denied_where_it_is_needed_and_not_read_where_it_is_not([ValueSource(typeof(Garbage), nameof(Garbage.Names))] string name, CancellationToken cancellationToken)
    {
        using var scene = new TestScene();
        var config = new TestContent(MediaTypes.OciConfig, Garbage.Of(name));
        var manifest = new TestContent(MediaTypes.OciManifest, System.Text.Encoding.UTF8.GetBytes(
            $$"""{"schemaVersion":2,"mediaType":"{{MediaTypes.OciManifest}}","config":{"mediaType":"{{config.MediaType}}","digest":"{{config.Digest}}","size":{{config.Bytes.Length}}},"layers":[]}"""));
        scene.Registry.PutBlob(TestScene.Repository, config.Bytes);
        scene.Registry.PutManifest(TestScene.Repository, manifest, "1");
        scene.Image.At(manifest.Digest).SignWithTag(TestScene.Key);
        Verdict.IsDenied(await scene.VerifyAsync(TestScene.Consistent, cancellationToken));
        Verdict.IsDenied(await scene.Verifier.VerifyAsync(scene.Verifier.Parse(scene.Reference) with { Platform = new("linux", "amd64") }, TestScene.Signed, cancellationToken));
        Verdict.IsAllowed(await scene.VerifyAsync(cancellationToken: cancellationToken));
    }

    [Test]
    public async Task A_byte_changed_in_a_bundle_that_hashes_proves_nothing_unless_it_is_of_the_unsigned_hint(CancellationToken cancellationToken)
    {
        using var scene = new TestScene();
        byte[] good = CosignArtifacts.Bundle(TestScene.Key, CosignArtifacts.Envelope(TestScene.Key, CosignArtifacts.SignatureStatement(scene.Image.Digest)));
        int hint = good.AsSpan().IndexOf("\"hint\""u8);
        int end = hint + good.AsSpan(hint).IndexOf((byte)'}');
        for (int at = 0; at < good.Length; at += 5)
        {
            byte[] bad = [.. good];
            bad[at] ^= 1;
            using var other = new TestScene();
            other.Image.Attach(CosignArtifacts.BundleReferrer(bad, CosignArtifacts.SignaturePredicateType));
            var report = await other.VerifyAsync(cancellationToken: cancellationToken);
            if (at < hint || at >= end)
                Assert.That(report.Decision, Is.EqualTo(Decision.Deny), $"byte {at}");
        }
    }

    private static async Task ProvesNothingAsync(TestScene scene, CancellationToken cancellationToken)
    {
        foreach (var policy in new[] { TestScene.Signed, TestScene.Attested })
        {
            var report = await scene.VerifyAsync(policy, cancellationToken);
            Assert.That(report.Decision, Is.EqualTo(Decision.Deny).Or.EqualTo(Decision.Indeterminate), report.Explain);
            Assert.That(report.Evidence.Count(piece => piece.IsProven), Is.Zero);
            Assert.That(report.ToJson, Throws.Nothing);
        }

        var seen = await scene.InspectAsync();
        Assert.That(seen.Error, Is.Null);
        Assert.That(() => seen.ToJson() + seen.ToTreeJson() + seen.ToProvenanceJson() + seen.Explain(), Throws.Nothing);
    }

    // A manifest that hashes, and is named by whoever may write the referrers tag.
    private static void ListCarrier(TestScene scene, byte[] garbage)
    {
        var carrier = new TestContent(MediaTypes.OciManifest, garbage);
        scene.Registry.PutManifest(TestScene.Repository, carrier);
        byte[] list = System.Text.Encoding.UTF8.GetBytes(
            $$"""{"schemaVersion":2,"mediaType":"{{MediaTypes.OciIndex}}","manifests":[{"mediaType":"{{carrier.MediaType}}","digest":"{{carrier.Digest}}","size":{{garbage.Length}}}]}""");
        scene.Registry.PutManifest(TestScene.Repository, new(MediaTypes.OciIndex, list), TagName.ReferrersTagOf(scene.Image.Digest).Value);
    }
}
