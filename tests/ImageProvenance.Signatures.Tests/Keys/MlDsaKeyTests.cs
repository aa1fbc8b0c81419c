using System.Formats.Asn1;
using System.Security.Cryptography;

namespace ImageProvenance.Signatures.Tests;

/// <summary>ML-DSA, where the platform has it; elsewhere its keys are refused with the reason.</summary>
public sealed class MlDsaKeyTests
{
    private static readonly byte[] Data = Some.Utf8("what is signed");

    private static IEnumerable<TestCaseData> ParameterSets()
    {
        yield return new TestCaseData(MLDsaAlgorithm.MLDsa44, "2.16.840.1.101.3.4.3.17", "ml-dsa-44");
        yield return new TestCaseData(MLDsaAlgorithm.MLDsa65, "2.16.840.1.101.3.4.3.18", "ml-dsa-65");
        yield return new TestCaseData(MLDsaAlgorithm.MLDsa87, "2.16.840.1.101.3.4.3.19", "ml-dsa-87");
    }

    [TestCaseSource(nameof(ParameterSets))]
    public void A_signature_over_the_bytes_verifies_and_every_other_does_not(MLDsaAlgorithm parameterSet, string oid, string name)
    {
        if (!MLDsa.IsSupported)
            Assert.Ignore("This platform's cryptography lacks ML-DSA; on Linux it comes with OpenSSL 3.5.");
        using var signer = MLDsa.GenerateKey(parameterSet);
        using var other = MLDsa.GenerateKey(parameterSet);
        byte[] signature = signer.SignData(Data);
        byte[] info = Info(oid, signer.ExportMLDsaPublicKey());
        var key = PublicKey.FromSubjectPublicKeyInfo(info);

        Assert.That(key.Algorithm, Is.EqualTo(name));
        Assert.That(PublicKey.FromSubjectPublicKeyInfo(info, name).Verify(Data, signature), Is.True);
        Assert.That(key.Verify(Data, signature), Is.True);
        Assert.That(key.Verify(Data, signer.SignData(Data, Some.Utf8("a context"))), Is.False);
        Assert.That(key.Verify(Data, other.SignData(Data)), Is.False);
        Assert.That(key.Verify(Some.Utf8("something else"), signature), Is.False);
        Assert.That(key.Verify(Data, []), Is.False);
        Assert.That(key.Verify(Data, [.. signature, 0]), Is.False);
        Assert.That(key.Verify(SignedMessage.Of(Subject.Of(Digest.Of(Data))), signature), Is.False, "a digest is not enough");
    }

    [TestCaseSource(nameof(ParameterSets))]
    public void Where_the_platform_lacks_it_the_refusal_says_so(MLDsaAlgorithm parameterSet, string oid, string name)
    {
        if (MLDsa.IsSupported)
            Assert.Ignore("This platform's cryptography has ML-DSA.");

        var failure = Refused.Key(() => PublicKey.FromSubjectPublicKeyInfo(Info(oid, new byte[parameterSet.PublicKeySizeInBytes])));

        Assert.That(failure.Message, Does.Contain("platform").And.Contain("OpenSSL 3.5"));
        Assert.That(failure.Actual, Is.EqualTo(name));
    }

    [TestCaseSource(nameof(ParameterSets))]
    public void The_algorithms_of_other_keys_are_refused(MLDsaAlgorithm parameterSet, string oid, string name)
    {
        foreach (string algorithm in new[] { "ml-dsa-44", "ml-dsa-65", "ml-dsa-87", "ed25519" }.Where(algorithm => algorithm != name))
            Assert.That(Refused.Key(() => PublicKey.FromSubjectPublicKeyInfo(Info(oid, new byte[parameterSet.PublicKeySizeInBytes]), algorithm)).Actual, Is.EqualTo(algorithm));
    }

    [TestCaseSource(nameof(ParameterSets))]
    public void A_key_of_another_length_or_with_parameters_is_refused(MLDsaAlgorithm parameterSet, string oid, string name)
    {
        int length = parameterSet.PublicKeySizeInBytes;

        foreach (int other in new[] { 0, 32, length - 1, length + 1 })
            Assert.That(Refused.Key(() => PublicKey.FromSubjectPublicKeyInfo(Info(oid, new byte[other]), name)).Actual, Is.EqualTo($"{other} bytes"));
        Assert.That(Refused.Key(() => PublicKey.FromSubjectPublicKeyInfo(Info(oid, new byte[length], hasNull: true), name)).Message, Does.Contain("parameters"));
    }

    // RFC 9881, 4
    private static byte[] Info(string oid, byte[] key, bool hasNull = false)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(oid);
                if (hasNull)
                    writer.WriteNull();
            }

            writer.WriteBitString(key);
        }

        return writer.Encode();
    }
}
