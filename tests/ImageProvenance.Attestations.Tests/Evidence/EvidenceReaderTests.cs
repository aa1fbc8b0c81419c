namespace ImageProvenance.Attestations.Tests;

public sealed class EvidenceReaderTests
{
    private const string Statement = """{"_type":"https://in-toto.io/Statement/v1","subject":[],"predicateType":"p"}""";
    private static readonly string Payload = $$$"""{"critical":{"image":{"docker-manifest-digest":"{{{Found.Subject}}}"},"type":"cosign container image signature"}}""";

    [Test]
    public void A_simple_signing_layer_is_a_signature_over_its_bytes()
    {
        var found = Found.Layer(MediaTypes.CosignSimpleSigning, Payload, (CosignAnnotations.SignatureKey, "AQI="), (CosignAnnotations.CertificateKey, "pem"));
        var evidence = One<SimpleSigningEvidence>(found);
        Assert.Multiple(() =>
        {
            Assert.That(evidence.Id, Is.EqualTo(new EvidenceId(found.CarrierDigest, 0)));
            Assert.That(evidence.Format, Is.EqualTo("cosign-simple-signing"));
            Assert.That(evidence.Payload.ManifestDigest, Is.EqualTo(Found.Subject));
            Assert.That(evidence.SignedBytes.ToArray(), Is.EqualTo(found.Content!.Memory.ToArray()));
            Assert.That(evidence.Signature.ToArray(), Is.EqualTo(new byte[] { 1, 2 }));
            Assert.That(evidence.Annotations.Certificate, Is.EqualTo("pem"));
        });
    }

    [Test]
    public void Every_signature_of_an_envelope_is_a_piece_and_they_share_one_statement()
    {
        var pieces = EvidenceReader.Read(Found.Layer(MediaTypes.Dsse, Envelope(MediaTypes.InToto, 2), (CosignAnnotations.SignatureKey, ""), (CosignAnnotations.RekorBundleKey, "{}")))
            .Cast<DsseEvidence>().ToList();
        Assert.Multiple(() =>
        {
            Assert.That(pieces.Select(piece => piece.Id.Signature), Is.EqualTo(new[] { 0, 1 }));
            Assert.That(pieces.Select(piece => piece.Signature.Signature.Span[0]), Is.EqualTo(new byte[] { 0, 1 }));
            Assert.That(pieces[0].Statement, Is.SameAs(pieces[1].Statement));
            Assert.That(pieces[0].Statement.PredicateType, Is.EqualTo("p"));
            Assert.That(pieces[0].Annotations.RekorBundle, Is.EqualTo("{}"));
            Assert.That(pieces[0].Format, Is.EqualTo("dsse"));
        });
    }

    [Test]
    public void An_envelope_is_known_by_its_predicates_media_type_too() =>
        One<DsseEvidence>(Found.Layer("application/vnd.in-toto.provenance+dsse", Envelope("application/vnd.in-toto.provenance+json", 1)));

    [Test]
    public void A_bundle_of_an_envelope_has_its_statement()
    {
        var evidence = One<BundleEvidence>(Found.Layer(MediaTypes.SigstoreBundle, SampleBundle.WithEnvelope(Statement).ToJsonString()));
        Assert.That((evidence.Statement?.PredicateType, evidence.Format), Is.EqualTo(("p", "sigstore-bundle")));
    }

    [Test]
    public void A_bundle_of_a_message_signature_has_no_statement() =>
        Assert.That(One<BundleEvidence>(Found.Layer(MediaTypes.SigstoreBundle, SampleBundle.V03().ToJsonString())).Statement, Is.Null);

    [Test]
    public void A_bare_statement_is_unsigned() =>
        Assert.That(One<UnsignedStatement>(Found.Layer(MediaTypes.InToto, Statement)).Format, Is.EqualTo("buildkit"));

    [Test]
    public void A_statement_that_its_annotation_calls_otherwise_is_kept() =>
        One<UnsignedStatement>(Found.Layer(MediaTypes.InToto, Statement, (ImageConsistency.PredicateTypeAnnotation, "other")));

    [Test]
    public void A_format_that_nobody_here_knows_stays_raw() =>
        Assert.That(One<RawEvidence>(Found.Layer("application/vnd.example", "anything")).Format, Is.EqualTo("raw"));

    [Test]
    public void A_layer_that_was_not_opened_is_no_evidence() =>
        Assert.That(EvidenceReader.Read(Found.In(Found.Carrier(MediaTypes.InToto, Statement, []), null)), Is.Empty);

    [Test]
    public void A_piece_that_discovery_could_not_use_keeps_its_failure() =>
        Assert.That(One<UnreadableEvidence>(Found.In(Found.Carrier(MediaTypes.InToto, Statement, []), null, new("too-large", "Too large."))).Failure.Code, Is.EqualTo("too-large"));

    private static IEnumerable<TestCaseData> Unreadable()
    {
        yield return Case("A_simple_signing_layer_without_signature_is_unreadable", "signature-missing", MediaTypes.CosignSimpleSigning, Payload);
        yield return Case("An_empty_signature_is_a_missing_one", "signature-missing", MediaTypes.CosignSimpleSigning, Payload, (CosignAnnotations.SignatureKey, ""));
        yield return Case("A_signature_that_is_no_base64_is_unreadable", "invalid-signature-encoding", MediaTypes.CosignSimpleSigning, Payload, (CosignAnnotations.SignatureKey, "!"));
        yield return Case("An_envelope_of_something_else_is_unreadable", "unknown-payload-type", MediaTypes.Dsse, Envelope("application/json", 1));
        yield return Case("A_bundle_of_something_else_is_unreadable", "unknown-payload-type", MediaTypes.SigstoreBundle, SampleBundle.WithEnvelope(Statement, "text/plain").ToJsonString());
        yield return Case("A_bundle_of_a_broken_statement_is_unreadable", "unknown-statement-type", MediaTypes.SigstoreBundle, SampleBundle.WithEnvelope("{}").ToJsonString());
        yield return Case("A_broken_statement_is_unreadable", "malformed-json", MediaTypes.InToto, "{");
    }

    [TestCaseSource(nameof(Unreadable))]
    public void What_cannot_be_read_says_why(string code, DiscoveredEvidence found) => Assert.That(One<UnreadableEvidence>(found).Failure.Code, Is.EqualTo(code));

    [Test]
    public void Anything_under_any_media_type_is_read_or_unreadable()
    {
        string[] types = [MediaTypes.CosignSimpleSigning, MediaTypes.Dsse, MediaTypes.SigstoreBundle, MediaTypes.InToto];
        string[] contents = [Payload, Statement, Envelope(MediaTypes.InToto, 1), SampleBundle.V01().ToJsonString(), "", "null", "[]", "\"\\uD800\""];
        foreach (string type in types)
            foreach (string content in contents)
                Assert.That(EvidenceReader.Read(Found.Layer(type, content, (CosignAnnotations.SignatureKey, "AQ=="))), Has.Count.EqualTo(1));
    }

    private static TestCaseData Case(string name, string code, string mediaType, string content, params (string, string)[] annotations) =>
        new TestCaseData(code, Found.Layer(mediaType, content, annotations)).SetName(name);

    private static T One<T>(DiscoveredEvidence found)
        where T : Evidence
    {
        var evidence = EvidenceReader.Read(found).Single();
        Assert.That(evidence, Is.TypeOf<T>());
        return (T)evidence;
    }

    private static string Envelope(string payloadType, int signatures) =>
        $$$"""{"payload":"{{{Convert.ToBase64String(Malformed.Utf8(Statement).Span)}}}","payloadType":"{{{payloadType}}}","signatures":[{{{string.Join(',', Enumerable.Range(0, signatures).Select(i => $$"""{"sig":"{{Convert.ToBase64String([(byte)i])}}"}"""))}}}]}""";
}
