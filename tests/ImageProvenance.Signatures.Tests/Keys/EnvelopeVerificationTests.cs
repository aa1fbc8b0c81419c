using ImageProvenance.Attestations;
using ImageProvenance.Testing;
using ImageProvenance.Tests;

namespace ImageProvenance.Signatures.Tests;

/// <summary>DSSE envelopes, as cosign's <c>.att</c> layers are, against the provider for keys.</summary>
public sealed class EnvelopeVerificationTests
{
    [Test]
    public void A_statement_by_a_trusted_key_is_an_attestation_with_its_statement()
    {
        var fact = Verdict.IsProven(Of(Envelopes.SignedBy(Envelopes.Statement(Some.Image), Some.Key)), SignedContent.Attestation, Some.Key);

        Assert.That(fact.Subject, Is.EqualTo(Some.Image));
        Assert.That(fact.Statement?.PredicateType, Is.EqualTo(Some.Sbom));
    }

    [Test]
    public void Only_the_statement_that_signs_images_counts_as_a_signature()
    {
        Verdict.IsProven(Of(Envelopes.SignedBy(CosignArtifacts.SignatureStatement(Some.Image), Some.Key)), SignedContent.Signature, Some.Key);
        foreach (string type in new[] { PredicateTypes.CosignSign + "/", "https://sigstore.dev/cosign/sign/v2", "https://SIGSTORE.dev/cosign/sign/v1", PredicateTypes.CosignCustom })
            Verdict.IsProven(Of(Envelopes.SignedBy(Envelopes.Statement(Some.Image, type), Some.Key)), SignedContent.Attestation, Some.Key);
    }

    [Test]
    public void Of_several_signatures_each_is_a_piece_and_proves_for_itself()
    {
        using var third = TestKey.Rsa();
        var pieces = Found.Read(Some.Image, Envelopes.Layer(Envelopes.SignedBy(Envelopes.Statement(Some.Image), Some.OtherKey, Some.Key, third)));

        var verdicts = pieces.Select(piece => Verdict.Of(Subject.Of(Some.Image), (SignedEvidence)piece, Some.Trust(Some.Key, third))).ToList();

        Assert.That(pieces.Select(piece => piece.Id.Signature), Is.EqualTo(new[] { 0, 1, 2 }));
        Verdict.IsFailure(verdicts[0], "signature-mismatch");
        Verdict.IsProven(verdicts[1], SignedContent.Attestation, Some.Key);
        Verdict.IsProven(verdicts[2], SignedContent.Attestation, third);
    }

    [Test]
    public void A_statement_by_another_key_proves_nothing() =>
        Verdict.IsFailure(Of(Envelopes.SignedBy(Envelopes.Statement(Some.Image), Some.OtherKey)), "signature-mismatch");

    [Test]
    public void The_attestation_of_another_image_is_not_this_ones()
    {
        var failure = Verdict.IsFailure(Of(Envelopes.SignedBy(Envelopes.Statement(Some.OtherImage), Some.Key)), "subject-mismatch");

        Assert.That(failure.Actual, Does.Contain(Some.OtherImage.Hex));
    }

    [Test]
    public void A_subject_that_matches_by_its_name_only_is_another() =>
        Verdict.IsFailure(Of(Envelopes.SignedBy(Envelopes.Statement(Some.OtherImage, name: Some.Image.ToString()), Some.Key)), "subject-mismatch");

    [TestCase("""[]""", TestName = "A statement without subjects is about nothing")]
    [TestCase("""[{"name":"app"}]""", TestName = "A subject without a digest is nothing")]
    [TestCase("""[{"digest":{}}]""", TestName = "A subject with an empty set of digests is nothing")]
    [TestCase("""[{"digest":{"sha1":"HEX"}}]""", TestName = "A subject is not found under an algorithm that does not count")]
    [TestCase("""[{"digest":{"sha256":"HEX","sha512":"00"}}]""", TestName = "A subject that is also something else is refused")]
    [TestCase("""[{"uri":"sha256:HEX"}]""", TestName = "A subject is not found by its URI")]
    public void A_statement_that_does_not_name_the_image_is_about_something_else(string subjects)
    {
        var content = VerifiedBytes.Hash(Some.Utf8("an image"));
        byte[] statement = Some.Utf8($$$"""{"_type":"https://in-toto.io/Statement/v1","subject":{{{subjects.Replace("HEX", Some.Image.Hex, StringComparison.Ordinal)}}},"predicateType":"{{{Some.Sbom}}}","predicate":{}}""");

        Verdict.IsFailure(Verdict.Of(Subject.Of(content), Envelopes.Layer(Envelopes.SignedBy(statement, Some.Key)), Some.Trust(Some.Key)), "subject-mismatch");
    }

    [Test]
    public void A_changed_payload_type_breaks_the_signature()
    {
        string envelope = System.Text.Encoding.UTF8.GetString(Envelopes.SignedBy(Envelopes.Statement(Some.Image), Some.Key));
        string changed = envelope.Replace("application/vnd.in-toto+json", "application/vnd.in-toto.spdx+json", StringComparison.Ordinal).Replace("application/vnd.in-toto\\u002Bjson", "application/vnd.in-toto.spdx\\u002Bjson", StringComparison.Ordinal);

        Assert.That(changed, Is.Not.EqualTo(envelope));
        Verdict.IsFailure(Of(Some.Utf8(changed)), "signature-mismatch");
    }

    // CVE-2026-39395: a good signature over something that is no statement was taken for verified.
    [TestCase("application/vnd.in-toto+json", "{\"_type\":", "malformed-json")]
    [TestCase("application/vnd.in-toto+json", "not JSON", "malformed-json")]
    [TestCase("application/vnd.in-toto+json", "", "malformed-json")]
    [TestCase("application/vnd.in-toto+json", "{}", "unknown-statement-type")]
    [TestCase("text/plain", "hello", "unknown-payload-type")]
    public void A_good_signature_over_what_is_no_statement_is_nothing_to_verify(string payloadType, string payload, string code)
    {
        byte[] envelope = CosignArtifacts.Envelope(Some.Key, Some.Utf8(payload), payloadType);

        Assert.That((Found.Read(Some.Image, Envelopes.Layer(envelope)).Single() as UnreadableEvidence)?.Failure.Code, Is.EqualTo(code).Or.EqualTo("invalid-dsse-envelope"));
    }

    // in-toto/specification#74: parsers that disagree about one signed text.
    [TestCase(",\"predicateType\":\"https://slsa.dev/provenance/v1\"", TestName = "A member given twice in a signed statement")]
    [TestCase(",\"predicate\\u0054ype\":\"https://slsa.dev/provenance/v1\"", TestName = "A member given twice, escaped, in a signed statement")]
    [TestCase(",\"PredicateType\":\"https://slsa.dev/provenance/v1\"", TestName = "A member in another case in a signed statement")]
    public void What_parsers_disagree_about_is_not_read(string more)
    {
        string statement = System.Text.Encoding.UTF8.GetString(Envelopes.Statement(Some.Image));
        byte[] envelope = Envelopes.SignedBy(Some.Utf8(statement[..^1] + more + "}"), Some.Key);

        Assert.That((Found.Read(Some.Image, Envelopes.Layer(envelope)).Single() as UnreadableEvidence)?.Failure.Code, Is.EqualTo("malformed-json"));
    }

    [Test]
    public void Where_no_key_is_trusted_the_provider_has_no_say() =>
        Assert.That(Verdict.Of(Envelopes.Layer(Envelopes.SignedBy(Envelopes.Statement(Some.Image), Some.Key))).Status, Is.EqualTo(SignatureStatus.NotApplicable));

    private static SignatureVerdict Of(byte[] envelope) => Verdict.Of(Envelopes.Layer(envelope), Some.Key);
}
