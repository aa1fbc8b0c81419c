using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ImageProvenance.Attestations;
using ImageProvenance.Testing;

namespace ImageProvenance.Signatures.Tests;

/// <summary>Sigstore bundles made with a key, against the provider for keys.</summary>
public sealed class BundleVerificationTests
{
    private static readonly byte[] Content = Some.Utf8("an image");

    [Test]
    public void A_bundle_that_signs_the_image_is_a_signature() =>
        Verdict.IsProven(Verdict.Of(Envelopes.Bundle(Some.Key, CosignArtifacts.SignatureStatement(Some.Image)), Some.Key), SignedContent.Signature, Some.Key);

    [Test]
    public void A_bundle_of_another_statement_is_an_attestation()
    {
        var fact = Verdict.IsProven(Verdict.Of(Envelopes.Bundle(Some.Key, Envelopes.Statement(Some.Image)), Some.Key), SignedContent.Attestation, Some.Key);

        Assert.That(fact.Statement?.PredicateType, Is.EqualTo(Some.Sbom));
        Assert.That(fact.Notes, Is.Empty);
    }

    [Test]
    public void The_hint_is_not_believed()
    {
        var pretends = Envelopes.Bundle(Some.OtherKey, CosignArtifacts.SignatureStatement(Some.Image), bundle => SetHint(bundle, Some.Key.Hint));
        var misleads = Envelopes.Bundle(Some.Key, CosignArtifacts.SignatureStatement(Some.Image), bundle => SetHint(bundle, Some.OtherKey.Hint));

        Verdict.IsFailure(Verdict.Of(pretends, Some.Key), "signature-mismatch");
        Verdict.IsProven(Verdict.Of(misleads, Some.Key), SignedContent.Signature, Some.Key);
    }

    [Test]
    public void The_bundle_of_another_image_is_not_this_ones()
    {
        Verdict.IsFailure(Verdict.Of(Envelopes.Bundle(Some.Key, CosignArtifacts.SignatureStatement(Some.OtherImage)), Some.Key), "subject-mismatch");
        Verdict.IsFailure(Verdict.Of(Envelopes.Bundle(Some.Key, Envelopes.Statement(Some.OtherImage)), Some.Key), "subject-mismatch");
    }

    // GHSA-fx35-mq7g-6g98: what a certificate says is never weighed against a key, not even the same one.
    [Test]
    public void A_bundle_with_a_certificate_is_not_one_of_a_key()
    {
        var bundle = Envelopes.Bundle(Some.Key, CosignArtifacts.SignatureStatement(Some.Image), bundle =>
            bundle["verificationMaterial"] = new JsonObject { ["certificate"] = new JsonObject { ["rawBytes"] = Convert.ToBase64String(Some.Key.SubjectPublicKeyInfo.Span) } });

        Verdict.IsFailure(Verdict.Of(bundle, Some.Key), "certificate-signed");
        Assert.That(Verdict.Of(bundle).Status, Is.EqualTo(SignatureStatus.NotApplicable), "without keys there is nothing to say about certificates");
    }

    [Test]
    public void Entries_of_unknown_logs_are_noted_and_prove_nothing()
    {
        var signed = Envelopes.Bundle(Some.Key, CosignArtifacts.SignatureStatement(Some.Image), AddLogEntry);
        var forged = Envelopes.Bundle(Some.OtherKey, CosignArtifacts.SignatureStatement(Some.Image), AddLogEntry);

        var note = Verdict.IsProven(Verdict.Of(signed, Some.Key), SignedContent.Signature, Some.Key).Notes.Single();

        Assert.That((note.Code, note.Severity, note.Actual), Is.EqualTo(("unknown-log", FindingSeverity.Info, "1")));
        Verdict.IsFailure(Verdict.Of(forged, Some.Key), "signature-mismatch");
    }

    [Test]
    public void A_signature_over_the_content_itself_is_checked_against_it()
    {
        var bundle = Envelopes.MessageBundle(Some.Key, Content);
        var subject = Subject.Of(VerifiedBytes.Hash(Content));

        var fact = Verdict.IsProven(Verdict.Of(subject, bundle, Some.Trust(Some.Key)), SignedContent.Signature, Some.Key);

        Assert.That(fact.Subject, Is.EqualTo(Some.Image));
        Verdict.IsFailure(Verdict.Of(subject, bundle, Some.Trust(Some.OtherKey)), "signature-mismatch");
    }

    // The digest beside the signature is the image's, as it should be: it must not stand in for the bytes.
    [Test]
    public void A_signature_over_the_content_can_be_checked_by_the_digest_alone()
    {
        var bundle = Envelopes.MessageBundle(Some.Key, Content);
        Verdict.IsProven(Verdict.Of(Subject.Of(Digest.Of(Content)), bundle, Some.Trust(Some.Key)), SignedContent.Signature, Some.Key);
    }

    [Test]
    public void Of_another_digest_than_the_algorithms_nothing_can_be_checked()
    {
        var failure = Verdict.IsFailure(Verdict.Of(Subject.Of(Digest.Of(Content, DigestAlgorithm.Sha512)), Envelopes.MessageBundle(Some.Key, Content), Some.Trust(Some.Key)), "signature-mismatch");
        Assert.That(failure.Message, Does.Contain("need the bytes"));
    }

    [Test]
    public void A_signature_over_other_content_is_not_this_ones()
    {
        byte[] right = SHA256.HashData(Content);

        Verdict.IsFailure(OfContent(Envelopes.MessageBundle(Some.Key, Some.Utf8("another image"), claimedSha256: right)), "signature-mismatch");
    }

    [Test]
    public void A_bundle_that_claims_another_digest_than_it_signs_is_refused()
    {
        Verdict.IsFailure(OfContent(Envelopes.MessageBundle(Some.Key, Content, claimedSha256: SHA256.HashData(Some.Utf8("another image")))), "message-digest-mismatch");
        Verdict.IsFailure(OfContent(Envelopes.MessageBundle(Some.Key, Content, claimedSha256: SHA256.HashData(Content)[..16])), "message-digest-mismatch");
        Verdict.IsFailure(OfContent(Envelopes.MessageBundle(Some.Key, Content, algorithm: "SHA3_256")), "message-digest-mismatch");
        Verdict.IsFailure(OfContent(Envelopes.MessageBundle(Some.Key, Content, algorithm: "SHA2_512")), "message-digest-mismatch");
    }

    [Test]
    public void The_claimed_digest_may_be_of_any_algorithm_that_is_computed()
    {
        foreach (var (algorithm, digest) in new[] { ("SHA2_384", SHA384.HashData(Content)), ("SHA2_512", SHA512.HashData(Content)) })
            Verdict.IsProven(OfContent(Envelopes.MessageBundle(Some.Key, Content, digest, algorithm)), SignedContent.Signature, Some.Key);
    }

    private static SignatureVerdict OfContent(TestContent bundle) => Verdict.Of(Subject.Of(VerifiedBytes.Hash(Content)), bundle, Some.Trust(Some.Key));

    private static void SetHint(JsonNode bundle, string hint) => bundle["verificationMaterial"]!["publicKey"]!["hint"] = hint;

    private static void AddLogEntry(JsonNode bundle) => bundle["verificationMaterial"]!["tlogEntries"] = JsonNode.Parse("""
        [ { "logIndex": "1", "logId": { "keyId": "AAAA" }, "kindVersion": { "kind": "dsse", "version": "0.0.1" }, "integratedTime": "1700000000",
            "inclusionProof": { "logIndex": "1", "rootHash": "AAAA", "treeSize": "2", "hashes": [], "checkpoint": { "envelope": "unknown log" } },
            "canonicalizedBody": "AAAA" } ]
        """);
}
