namespace ImageProvenance.Signatures.Tests;

public sealed class SubjectPublicKeyInfoTests
{
    private static readonly byte[] Algorithm = Der.Algorithm("1.2.3", Der.Oid("1.2.4"));
    private static readonly byte[] Key = Der.BitString(1, 2, 3);

    [Test]
    public void A_key_is_taken_apart()
    {
        var key = SubjectPublicKeyInfo.Parse(Der.Sequence(Algorithm, Key));

        Assert.That(key.Algorithm.ToArray(), Is.EqualTo(Der.Oid("1.2.3")[2..]));
        Assert.That(key.Parameters.ToArray(), Is.EqualTo(Der.Oid("1.2.4")));
        Assert.That(key.Key.ToArray(), Is.EqualTo(new byte[] { 1, 2, 3 }));
        Assert.That(SubjectPublicKeyInfo.Parse(Der.Sequence(Der.Algorithm("1.2.3"), Key)).Parameters.IsEmpty);
    }

    [Test]
    public void What_is_more_or_less_than_a_key_is_refused()
    {
        Refused.Key(() => SubjectPublicKeyInfo.Parse(Array.Empty<byte>()));
        Refused.Key(() => SubjectPublicKeyInfo.Parse(Der.Sequence(Algorithm)));
        Refused.Key(() => SubjectPublicKeyInfo.Parse(Der.Sequence(Key, Algorithm)));
        Refused.Key(() => SubjectPublicKeyInfo.Parse(Der.Sequence(Algorithm, Key, Der.Null)));
        Refused.Key(() => SubjectPublicKeyInfo.Parse(Der.Sequence(Der.Algorithm("1.2.3", Der.Null, Der.Null), Key)));
        Refused.Key(() => SubjectPublicKeyInfo.Parse(Der.Sequence(Algorithm, Der.OctetString(1))));
        Refused.Key(() => SubjectPublicKeyInfo.Parse((byte[])[.. Der.Sequence(Algorithm, Key), 0]));
    }
}
