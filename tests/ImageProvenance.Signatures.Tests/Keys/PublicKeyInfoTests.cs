namespace ImageProvenance.Signatures.Tests;

public sealed class PublicKeyInfoTests
{
    [Test]
    public void The_parts_of_a_key_are_read()
    {
        var info = PublicKeyInfo.Read(Convert.FromHexString("300f" + "3007" + "06032b6570" + "0500" + "0304" + "00010203"));

        Assert.That((info.Oid, Convert.ToHexString(info.Parameters.Span), Convert.ToHexString(info.Key.Span)), Is.EqualTo(("1.3.101.112", "0500", "010203")));
    }

    [TestCase("300b" + "3005" + "06032b6570" + "0302" + "0001", true, TestName = "A key without parameters")]
    [TestCase("300d" + "3007" + "06032b6570" + "0500" + "0302" + "0001", true, TestName = "A key with parameters")]
    [TestCase("300f" + "3009" + "06032b6570" + "05000500" + "0302" + "0001", false, TestName = "Parameters twice")]
    [TestCase("300d" + "3005" + "06032b6570" + "0302" + "0001" + "0500", false, TestName = "Something after the key")]
    [TestCase("300b" + "3005" + "06032b6570" + "0302" + "0001" + "0500", false, TestName = "Something after it all")]
    [TestCase("300b" + "3005" + "06032b6570" + "0302" + "0102", false, TestName = "A key of no whole bytes")]
    [TestCase("3007" + "3005" + "06032b6570", false, TestName = "An algorithm without a key")]
    [TestCase("3006" + "3000" + "0302" + "0001", false, TestName = "A key without an algorithm")]
    [TestCase("3008" + "3002" + "0600" + "0302" + "0001", false, TestName = "An empty object identifier")]
    public void Its_shape_is_that_of_its_format(string hex, bool isGood)
    {
        if (isGood)
            Assert.That(() => PublicKeyInfo.Read(Convert.FromHexString(hex)), Throws.Nothing);
        else
            Refused.Key(() => PublicKeyInfo.Read(Convert.FromHexString(hex)));
    }
}
