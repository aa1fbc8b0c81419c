using ImageProvenance.Testing;

namespace ImageProvenance.Signatures.Tests;

public sealed class ParallelVerificationTests
{
    [Test]
    public void One_key_verifies_for_many_at_once()
    {
        using var rsa = TestKey.Rsa();
        foreach (var signer in new[] { Some.Key, rsa })
        {
            var key = Some.Public(signer);
            (byte[] Data, byte[] Signature)[] signed = [.. Enumerable.Range(0, 16).Select(i => Some.Utf8($"data {i}")).Select(data => (data, signer.Sign(data)))];
            int wrong = 0;

            Parallel.For(0, 2000, new ParallelOptions { MaxDegreeOfParallelism = 16 }, i =>
            {
                var (data, signature) = signed[i % signed.Length];
                bool isRight = key.Verify(data, signature) && !key.Verify(data, signed[(i + 1) % signed.Length].Signature);
                if (!isRight)
                    Interlocked.Increment(ref wrong);
            });

            Assert.That(wrong, Is.Zero);
        }
    }
}
