using ImageProvenance.Attestations;
using ImageProvenance.Testing;
using ImageProvenance.Tests;

namespace ImageProvenance.Signatures.Tests;

/// <summary>What the provider for keys makes of a layer that is attached to the image, and what it should make of it.</summary>
internal static class Verdict
{
    public static SignatureVerdict Of(TestContent layer, params IEnumerable<TestKey> trusted) => Of(Subject.Of(Some.Image), layer, Some.Trust(trusted));

    public static SignatureVerdict Of(Subject subject, TestContent layer, TrustPlan trust) => Of(subject, Found.Signed(subject.Digest, layer), trust);

    public static SignatureVerdict Of(Subject subject, SignedEvidence evidence, TrustPlan trust) => new PublicKeyProvider().Verify(subject, evidence, trust, Some.Now);

    public static SignatureFact IsProven(SignatureVerdict verdict, SignedContent content, TestKey by)
    {
        Assert.That(verdict.Status, Is.EqualTo(SignatureStatus.Proven), verdict.Failure?.ToString());
        Assert.That(verdict.Failure, Is.Null);
        Assert.That(verdict.Fact!.Content, Is.EqualTo(content));
        Assert.That(verdict.Fact.Signer, Is.EqualTo(new Signer(Signer.Key, Some.Public(by).Id) { Algorithm = Some.Public(by).Algorithm }));
        return verdict.Fact;
    }

    public static Failure IsFailure(SignatureVerdict verdict, string code)
    {
        Assert.That(verdict.Status, Is.EqualTo(SignatureStatus.Failed));
        Assert.That(verdict.IsProven, Is.False);
        Assert.That(verdict.Fact, Is.Null);
        Assert.That(verdict.Failure!.Code, Is.EqualTo(code));
        return verdict.Failure;
    }
}
