using static ImageProvenance.Attestations.Tests.Malformed;

namespace ImageProvenance.Attestations.Tests;

public sealed class CosignAnnotationsTests
{
    [Test]
    public void What_cosign_writes_is_read()
    {
        var annotations = CosignAnnotations.Read(new Dictionary<string, string>
        {
            ["dev.cosignproject.cosign/signature"] = "AQI=",
            ["dev.sigstore.cosign/certificate"] = "leaf",
            ["dev.sigstore.cosign/chain"] = "chain",
            ["dev.sigstore.cosign/bundle"] = "{}",
            ["dev.sigstore.cosign/rfc3161timestamp"] = "[]",
            ["predicateType"] = "p",
        });
        Assert.That(annotations.Signature!.Value.ToArray(), Is.EqualTo(new byte[] { 1, 2 }));
        Assert.That((annotations.Certificate, annotations.Chain, annotations.RekorBundle, annotations.Rfc3161Timestamp, annotations.PredicateType),
            Is.EqualTo(("leaf", "chain", "{}", "[]", "p")));
    }

    [Test]
    public void An_empty_annotation_is_an_absent_one()
    {
        var annotations = CosignAnnotations.Read(new Dictionary<string, string> { [CosignAnnotations.SignatureKey] = "", [CosignAnnotations.CertificateKey] = "" });
        Assert.That((annotations.Signature, annotations.Certificate), Is.EqualTo(((ReadOnlyMemory<byte>?)null, (string?)null)));
    }

    [Test]
    public void A_signature_that_is_no_standard_base64_is_refused([Values("A", "AQI", "AQ I=", "AQI=\n", "_-8=")] string signature) =>
        IsRefused("invalid-signature-encoding", () => CosignAnnotations.Read(new Dictionary<string, string> { [CosignAnnotations.SignatureKey] = signature }));

    [Test]
    public void Beside_an_envelope_the_signature_is_not_looked_at() =>
        Assert.That(CosignAnnotations.ReadBesideEnvelope(new Dictionary<string, string> { [CosignAnnotations.SignatureKey] = "?" }).Signature, Is.Null);
}
