using ImageProvenance.Tests;

namespace ImageProvenance.Attestations.Tests;

/// <summary>Layouts that real programs wrote: BuildKit's provenance in an index, and what signers attached beside it.</summary>
internal sealed class RealImageTests
{
    [TestCase("docker", "docker-attest", "unsigned-index", ExpectedResult = "consistent")]
    [TestCase("docker", "docker-attest", "no-provenance-index", ExpectedResult = "no-provenance")]
    [TestCase("slsa-verifier", "gha_generic_container", "v1.6.0/container_workflow_dispatch", ExpectedResult = "consistent")]
    [TestCase("slsa-verifier", "gha_generic_container", "v2.0.0/container_workflow_dispatch", ExpectedResult = "consistent")]
    public string Every_platform_of_a_real_index_is_judged(params string[] path)
    {
        var layout = new Layout(SharedData.Path(path));
        var index = layout.Documents.OfType<ImageIndex>().First(index => index.AttestationManifests.Any() && index.RunnableManifests.Any());
        var results = index.RunnableManifests.Select(child => Check(layout, index, child)).ToList();
        return string.Join(' ', results.SelectMany(Outcome).Distinct());
    }

    [Test]
    public void Swapped_provenance_of_two_platforms_is_found()
    {
        var layout = new Layout(SharedData.Path("docker", "docker-attest", "unsigned-index"));
        var index = layout.Documents.OfType<ImageIndex>().First(index => index.RunnableManifests.Count() == 2);
        var (one, two) = (index.RunnableManifests.First(), index.RunnableManifests.Last());
        byte[] swapped = System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(index.Content.Span)
            .Replace($"\"{ImageIndex.ReferenceDigestAnnotation}\": \"{one.Digest}", "\"@")
            .Replace($"\"{ImageIndex.ReferenceDigestAnnotation}\": \"{two.Digest}", $"\"{ImageIndex.ReferenceDigestAnnotation}\": \"{one.Digest}")
            .Replace("\"@", $"\"{ImageIndex.ReferenceDigestAnnotation}\": \"{two.Digest}"));
        var other = (ImageIndex)ManifestDocument.Parse(VerifiedBytes.Hash(swapped));
        Assert.That(other.Digest, Is.Not.EqualTo(index.Digest));

        var findings = other.RunnableManifests.SelectMany(child => Check(layout, other, child).Findings).ToList();
        Assert.That(findings.Select(finding => finding.Code), Has.Exactly(2).EqualTo("provenance-of-another-image"));
    }

    [Test]
    public void Every_layer_of_real_evidence_is_read([Values("docker/docker-attest/unsigned-index", "docker/docker-actions-toolkit/signed-attestation-manifests/1-public.ecr.aws",
        "docker/docker-actions-toolkit/signed-attestation-manifests/2-ghcr.io", "docker/docker-actions-toolkit/signed-attestation-manifests/3-docker.io",
        "slsa-verifier/gha_generic_container/v1.4.0/container_workflow_dispatch", "slsa-verifier/gha_generic_container/v1.9.0/container_workflow_dispatch")] string path)
    {
        var layout = new Layout(SharedData.Path(path.Split('/')));
        var evidence = layout.Documents.OfType<ImageManifest>().SelectMany(manifest => layout.Evidence(manifest, manifest.Digest)).Where(piece => piece is not RawEvidence).ToList();
        Assert.That(evidence, Is.Not.Empty);
        Assert.That(evidence.OfType<UnreadableEvidence>().Select(piece => piece.Failure), Is.Empty);

        var statements = evidence.Select(piece => piece is UnsignedStatement { Statement: var bare } ? bare : piece is DsseEvidence { Statement: var signed } ? signed : (piece as BundleEvidence)?.Statement).OfType<InTotoStatement>();
        foreach (var statement in statements.Where(statement => SlsaProvenance.IsSlsaProvenance(statement.PredicateType)))
            Assert.That(SlsaProvenance.Parse(statement.PredicateType, statement.Predicate).BuildType, Is.Not.Null);
    }

    [Test]
    public void The_generators_real_provenance_names_source_and_commit()
    {
        var layout = new Layout(SharedData.Path("slsa-verifier", "gha_generic_container", "v1.6.0", "container_workflow_dispatch"));
        var statement = layout.Documents.OfType<ImageManifest>().SelectMany(manifest => layout.Evidence(manifest, manifest.Digest)).OfType<DsseEvidence>().First().Statement;
        var provenance = SlsaProvenance.Parse(statement.PredicateType, statement.Predicate);
        Assert.That((provenance.Source, provenance.SourceRef, provenance.Revision, provenance.InvocationId),
            Is.EqualTo(("git+https://github.com/slsa-framework/example-package@refs/heads/main", "refs/heads/main", "c14c546e54940a410195ede9aa0e7ee2ef1e16d0", "5063709022-1")));
    }

    private static IEnumerable<string> Outcome(ConsistencyResult result) => result.IsConsistent == true
        ? ["consistent"]
        : result.Findings.Where(finding => finding.Severity is FindingSeverity.Error or FindingSeverity.Unknown).Select(finding => finding.Code);

    private static ConsistencyResult Check(Layout layout, ImageIndex index, Descriptor child)
    {
        var image = PinnedImage.From(ImageLocation.Parse("oci:layout"), index.Content.Memory, null);
        var evidence = index.AttestationManifests.Where(attestation => ImageIndex.ReferenceOf(attestation) == child.Digest)
            .SelectMany(attestation => layout.Evidence((ImageManifest)layout.Document(attestation.Digest), child.Digest)).ToList();
        var manifest = (ImageManifest)layout.Document(child.Digest);
        return ImageConsistency.Check(image, new PlatformImage(child.Platform, child) { Manifest = manifest, Config = ImageConfig.Parse(layout.Blob(manifest.Config.Digest)!) }, evidence);
    }

    /// <summary>The blobs of a layout folder, hashed.</summary>
    private sealed class Layout
    {
        private readonly Dictionary<Digest, VerifiedBytes> _blobs;

        public Layout(string folder)
        {
            _blobs = Directory.GetFiles(Path.Combine(folder, "blobs", "sha256")).Select(file => VerifiedBytes.Hash(File.ReadAllBytes(file))).ToDictionary(blob => blob.Digest);
            Documents = _blobs.Values.Select(TryParse).OfType<ManifestDocument>().ToList();
        }

        public IReadOnlyList<ManifestDocument> Documents { get; }

        public VerifiedBytes? Blob(Digest digest) => _blobs.GetValueOrDefault(digest);

        public ManifestDocument Document(Digest digest) => Documents.Single(document => document.Digest == digest);

        public IEnumerable<Evidence> Evidence(ImageManifest carrier, Digest subject) =>
            carrier.Layers.Index().SelectMany(layer => EvidenceReader.Read(
                new DiscoveredEvidence(subject, carrier.Digest, EvidenceLocation.Index, "a layout") { Carrier = carrier, LayerIndex = layer.Index, Content = Blob(layer.Item.Digest) }));

        private static ManifestDocument? TryParse(VerifiedBytes blob)
        {
            try
            {
                return ManifestDocument.Parse(blob);
            }
            catch (MalformedContentException)
            {
                return null;
            }
        }
    }
}
