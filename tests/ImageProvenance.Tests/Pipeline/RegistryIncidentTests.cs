using System.IO.Compression;
using System.Text;
using ImageProvenance.Policies;
using ImageProvenance.Testing;

namespace ImageProvenance.Tests.Pipeline;

/// <summary>What registries have done to verifiers, each by its name; the registry is the test kit's, which does it again.</summary>
[NonParallelizable]
[CancelAfter(60_000)]
public sealed class RegistryIncidentTests
{
    /// <summary>Of content that is refused nothing is kept: a run stays within what its other answers, the buffers up to a cap of 4 MiB, and the registry itself take.</summary>
    private const long LittleMemory = 32 << 20;

    /// <summary>Long: none of them waits, and each must reach its cap before its deadline.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // Incident CVE-2022-47633, a tag resolved twice. Red where the report resolves again what was judged, or the evidence is sought again by tag.
    [Test]
    public async Task CVE_2022_47633_a_registry_that_switches_its_answers_is_asked_once_and_its_digest_is_pinned(CancellationToken cancellationToken)
    {
        using var scene = new HostileScene(SignedBy.TrustedKey);
        using var _ = scene.Registry.Misbehave(Misbehaviour.SwitchingTag);
        var first = await VerifyAsync(scene, TestScene.Signed, cancellationToken);
        Verdict.IsAllowed(first);
        Assert.That(first.PinnedReference, Is.EqualTo(scene.Image.PinnedReference(TestScene.Host)));
        Assert.That(RequestsOfTheTag(scene), Is.EqualTo(1));

        var second = await VerifyAsync(scene, TestScene.Signed, cancellationToken);
        Verdict.IsDenied(second, "signature-missing");
        Assert.That(second.Image!.Digest, Is.Not.EqualTo(scene.Image.Digest), "the registry says another image now, and that one is judged");
        Assert.That(RequestsOfTheTag(scene), Is.EqualTo(2));
    }

    // Incident CVE-2023-47630, a digest that the attacker chose. Red without the comparison in VerifiedBytes.Hash.
    [TestCase(RegistryParts.Manifests)]
    [TestCase(RegistryParts.Blobs)]
    public async Task CVE_2023_47630_content_has_the_digest_that_was_asked_for_whatever_the_registry_vouches_for(RegistryParts on, CancellationToken cancellationToken)
    {
        using var scene = new HostileScene(SignedBy.TrustedKey);
        using var _ = scene.Registry.Misbehave(Misbehaviour.WrongContent, on);
        var report = await VerifyAsync(scene, TestScene.Signed, cancellationToken, byDigest: true);
        Verdict.IsDenied(report, "digest-mismatch");
    }

    public static IEnumerable<TestCaseData> EndlessEvidence() =>
    [
        new(Misbehaviour.EndlessPages, "too-many-pages", 40),
        new(Misbehaviour.HugePage, "too-many-referrers", 300),
        new(Misbehaviour.HugeList, "too-large", 10),
        new(Misbehaviour.MillionLayers, "too-large", 10),
        new(Misbehaviour.ManySignatures, "too-many-layers", 10),
        new(Misbehaviour.RepeatedSignature, "too-many-layers", 10),
        new(Misbehaviour.PageLoop, "invalid-page-link", 10),
    ];

    // Incidents CVE-2023-33957, CVE-2023-33958, CVE-2023-46737, CVE-2024-45395. Red without the cap that the code names, each in turn; referrers are counted twice, by page and by place.
    [TestCaseSource(nameof(EndlessEvidence))]
    public async Task CVE_2023_33957_evidence_without_end_is_read_up_to_a_cap_and_never_allows(Misbehaviour behaviour, string code, int mostRequests, CancellationToken cancellationToken)
    {
        using var scene = new HostileScene(SignedBy.Stranger);
        using var _ = scene.Registry.Misbehave(behaviour);
        var report = await VerifyAsync(scene, TestScene.Signed, cancellationToken, byDigest: true);
        Assert.That(report.Decision, Is.EqualTo(Decision.Indeterminate).Or.EqualTo(Decision.Deny), report.Explain);
        Assert.That(Codes(report), Does.Contain(code), report.Explain);
        Assert.That(report.Statistics.Requests, Is.LessThanOrEqualTo(mostRequests));
    }

    // Incidents CVE-2024-29902 and CVE-2024-29903. Red without the comparison of the declared length, or the stop at the cap, in BodyReader.
    [Test]
    public async Task CVE_2024_29902_an_attachment_of_8_GiB_or_without_end_takes_no_memory([Values] bool isDeclared, [Values(RegistryParts.Blobs, RegistryParts.Tags)] RegistryParts on, CancellationToken cancellationToken)
    {
        using var scene = new HostileScene(SignedBy.TrustedKey);
        using var _ = scene.Registry.Misbehave(isDeclared ? Misbehaviour.HugeBody : Misbehaviour.EndlessBody, on);
        var (report, allocated) = await MeasureAsync(scene, TestScene.Signed, byDigest: true, cancellationToken);
        Assert.That(Codes(report), Does.Contain("too-large"), report.Explain);
        Assert.That(allocated, Is.LessThan(LittleMemory));
        Assert.That(report.Statistics.Bytes, Is.LessThan(isDeclared ? 64 << 10 : 16 << 20));
    }

    // Incidents CVE-2023-42813 to CVE-2023-42816. Red without the comparison of the declared length, or the stop at the cap, in BodyReader.
    [Test]
    public async Task CVE_2023_42813_a_manifest_index_or_configuration_of_8_GiB_or_without_end_takes_no_memory([Values] bool isDeclared, [Values(RegistryParts.Tags, RegistryParts.Manifests, RegistryParts.Blobs)] RegistryParts on, CancellationToken cancellationToken)
    {
        using var scene = new HostileScene(SignedBy.Nobody);
        using var _ = scene.Registry.Misbehave(isDeclared ? Misbehaviour.HugeBody : Misbehaviour.EndlessBody, on);
        var (report, allocated) = await MeasureAsync(scene, TestScene.Consistent, byDigest: false, cancellationToken);
        Verdict.IsDenied(report, "too-large");
        Assert.That(allocated, Is.LessThan(LittleMemory));
        Assert.That(report.Statistics.Bytes, Is.LessThan(isDeclared ? 64 << 10 : 16 << 20));
    }

    // Incidents CVE-2023-30551 and CVE-2026-48702. Red without BodyReader.RefuseEncoding.
    [Test]
    public async Task CVE_2023_30551_a_gzip_bomb_is_not_unpacked([Values(RegistryParts.Tags, RegistryParts.Manifests, RegistryParts.Blobs, RegistryParts.Referrers)] RegistryParts on, CancellationToken cancellationToken)
    {
        using var scene = new HostileScene(SignedBy.Stranger);
        using var _ = scene.Registry.Misbehave(Misbehaviour.GzipBomb, on);
        var (report, allocated) = await MeasureAsync(scene, TestScene.Signed, byDigest: false, cancellationToken);
        Verdict.IsIndeterminate(report, "server-error");
        Assert.That(allocated, Is.LessThan(LittleMemory));
        Assert.That(report.Statistics.Bytes, Is.LessThan(64 << 10));
    }

    // The same incidents. Red where a run fetches a layer; nothing in it opens one.
    [Test]
    public async Task CVE_2023_30551_a_layer_that_is_a_bomb_is_never_asked_for(CancellationToken cancellationToken)
    {
        using var scene = new HostileScene(SignedBy.Nobody);
        byte[] bomb = Bomb();
        var config = new TestContent(MediaTypes.OciConfig, """{"os":"linux","architecture":"amd64","rootfs":{"type":"layers","diff_ids":[]}}"""u8.ToArray());
        scene.Registry.PutBlob(TestScene.Repository, bomb);
        scene.Registry.PutBlob(TestScene.Repository, config.Bytes);
        scene.Registry.PutManifest(TestScene.Repository, new(MediaTypes.OciManifest, Encoding.UTF8.GetBytes(
            $$"""{"schemaVersion":2,"mediaType":"{{MediaTypes.OciManifest}}","config":{"mediaType":"{{MediaTypes.OciConfig}}","digest":"{{config.Digest}}","size":{{config.Bytes.Length}}},"layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","digest":"{{Digest.Of(bomb)}}","size":{{bomb.Length}}}]}""")), "1");

        foreach (var policy in new[] { TestScene.Signed, TestScene.Attested, TestScene.Consistent })
            Verdict.IsDenied(await VerifyAsync(scene, policy, cancellationToken));
        var inspected = await scene.RunAsync(() => scene.Verifier.InspectAsync(scene.Name(byDigest: false), cancellationToken), Patience, cancellationToken);
        Assert.That(inspected.Error, Is.Null);
        Assert.That(scene.Registry.Requests.Where(request => request.Path.EndsWith(Digest.Of(bomb).Hex, StringComparison.Ordinal)), Is.Empty);
    }

    // The same incidents. Red where an archive is unpacked on the way.
    [Test]
    public async Task CVE_2023_30551_an_archive_that_is_a_bomb_is_refused_unopened(CancellationToken cancellationToken)
    {
        using var scene = new HostileScene(SignedBy.Nobody);
        string file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, Bomb(), cancellationToken);
            long before = GC.GetTotalAllocatedBytes();
            Assert.That(() => scene.Verifier.VerifyAsync($"oci-archive:{file}", TestScene.Signed, cancellationToken), Throws.TypeOf<ImageLocationException>().With.Message.Contains("is compressed"));
            Assert.That(GC.GetTotalAllocatedBytes() - before, Is.LessThan(LittleMemory));
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>64 KiB that unpack to 64 MiB of zeros.</summary>
    private static byte[] Bomb()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(new byte[64 << 20]);
        return packed.ToArray();
    }

    private static int RequestsOfTheTag(HostileScene scene) => scene.Registry.Requests.Count(request => request.Path.EndsWith("/manifests/1", StringComparison.Ordinal));

    private static IEnumerable<string?> Codes(ProvenanceReport report) =>
        Verdict.CodesOf(report.Tree).Concat(report.Unread.Select(place => place.Failure.Code)).Concat(report.Evidence.Select(piece => piece.Failure?.Code));

    private static Task<ProvenanceReport> VerifyAsync(HostileScene scene, VerificationPolicy policy, CancellationToken cancellationToken, bool byDigest = false) =>
        scene.RunAsync(() => scene.Verifier.VerifyAsync(scene.Name(byDigest), policy, cancellationToken), Patience, cancellationToken);

    private static async Task<(ProvenanceReport Report, long Allocated)> MeasureAsync(HostileScene scene, VerificationPolicy policy, bool byDigest, CancellationToken cancellationToken)
    {
        long before = GC.GetTotalAllocatedBytes();
        var report = await VerifyAsync(scene, policy, cancellationToken, byDigest);
        return (report, GC.GetTotalAllocatedBytes() - before);
    }
}
