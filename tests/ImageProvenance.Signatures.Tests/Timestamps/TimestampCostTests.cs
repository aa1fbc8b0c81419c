namespace ImageProvenance.Signatures.Tests;

public sealed class TimestampCostTests
{
    // The framework's verification of an ECDSA signature alone allocates about 1,450 bytes.
    [Test]
    public void A_token_without_certificates_costs_less_than_2400_bytes()
    {
        byte[] token = Stamp.Token.Encode();
        IReadOnlyList<TimestampAuthority> authorities = [StampingAuthority.Usual.WithSigner()];
        long least = long.MaxValue;
        for (int i = 0; i < 20; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            var failure = TimestampCheck.Check(token, SignedMessage.Of(TestToken.Signature), authorities, out _);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            Assert.That(failure, Is.Null);
        }

        Assert.That(least, Is.LessThan(2400));
    }
}
