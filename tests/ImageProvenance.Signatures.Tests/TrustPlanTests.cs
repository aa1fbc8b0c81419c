using System.Security.Cryptography;
using ImageProvenance.Testing;

namespace ImageProvenance.Signatures.Tests;

public sealed class TrustPlanTests
{
    [Test]
    public void A_key_counts_once() =>
        Assert.That(Some.Trust(Some.Key, Some.OtherKey, Some.Key).Keys, Has.Count.EqualTo(2));

    [Test]
    public void The_same_material_has_the_same_id_in_any_order() =>
        Assert.That(Some.Trust(Some.Key, Some.OtherKey).Id, Is.EqualTo(Some.Trust(Some.OtherKey, Some.Key, Some.Key).Id));

    [Test]
    public void Another_key_or_another_algorithm_of_it_is_another_plan()
    {
        using var rsa = TestKey.Rsa();
        string[] ids =
        [
            TrustPlan.Nobody.Id,
            Some.Trust(Some.Key).Id,
            Some.Trust(Some.Key, Some.OtherKey).Id,
            Some.Trust(rsa).Id,
            new TrustPlan([Some.Public(rsa, SignatureAlgorithms.RsaPssSha256)]).Id,
        ];

        Assert.That(ids, Is.Unique);
    }

    [Test]
    public void A_key_that_is_trusted_narrowly_and_widely_proves_as_narrowly_as_it_can()
    {
        using var key = TestKey.Ecdsa(ECCurve.NamedCurves.nistP384);
        var wide = Some.Public(key);
        var narrow = Some.Public(key, SignatureAlgorithms.EcdsaP384Sha384);

        Assert.That(new TrustPlan([wide, narrow]).Keys, Is.EqualTo(new[] { narrow, wide }));
    }
}
