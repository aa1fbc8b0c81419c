namespace ImageProvenance.Signatures.Tests;

public sealed class CertificateChainTests
{
    [TestCase("trust", "sigstore-public-good.trusted_root.json")]
    [TestCase("trust", "sigstore-staging.trusted_root.json")]
    [TestCase("trust", "github.trusted_root.json")]
    public void Real_chains_are_proven_and_permit_code_signing(params string[] path)
    {
        foreach (var certificates in TrustRootChains.Of("certificateAuthorities", path))
        {
            var chain = CertificateChain.Prove(certificates);
            Assert.That(chain.Issuer, Is.SameAs(certificates[0]));
            Assert.That(chain.Keys, Has.Count.EqualTo(certificates.Count));
            Assert.That(chain.Permits(Oids.CodeSigning));
        }
    }
}
