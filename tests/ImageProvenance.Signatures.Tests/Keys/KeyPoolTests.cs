namespace ImageProvenance.Signatures.Tests;

public sealed class KeyPoolTests
{
    private int _imports;

    [SetUp]
    public void Reset() => _imports = 0;

    [Test]
    public void One_caller_at_a_time_uses_one_handle()
    {
        var pool = Pool();
        for (int i = 0; i < 10; i++)
            pool.Take().Dispose();

        Assert.That(_imports, Is.EqualTo(1));
    }

    [Test]
    public void Handles_that_were_needed_at_once_are_kept_for_the_next_time()
    {
        var pool = Pool();
        for (int i = 0; i < 10; i++)
        {
            using var first = pool.Take();
            using var second = pool.Take();
            using var third = pool.Take();
            Assert.That(new[] { first.Key, second.Key, third.Key }, Is.Unique);
        }

        Assert.That(_imports, Is.EqualTo(3));
    }

    [Test]
    public void A_handle_is_never_used_by_two_at_once()
    {
        var pool = Pool();
        int shared = 0;
        Parallel.For(0, 20_000, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ =>
        {
            using var lease = pool.Take();
            if (Interlocked.Increment(ref lease.Key.Users) != 1 || lease.Key.IsDisposed)
                Interlocked.Increment(ref shared);
            Thread.SpinWait(20);
            Interlocked.Decrement(ref lease.Key.Users);
        });

        Assert.That(shared, Is.Zero);
        Assert.That(_imports, Is.LessThanOrEqualTo(8));
    }

    [Test]
    public void Disposing_frees_every_idle_handle_and_a_later_use_imports_again()
    {
        var pool = Pool();
        Handle one, other;
        using (var first = pool.Take())
        using (var second = pool.Take())
            (one, other) = (first.Key, second.Key);

        pool.Dispose();

        Assert.That((one.IsDisposed, other.IsDisposed), Is.EqualTo((true, true)));
        using var again = pool.Take();
        Assert.That(again.Key.IsDisposed, Is.False);
        Assert.That(_imports, Is.EqualTo(3));
    }

    [Test]
    public void A_released_key_frees_its_handle_and_verifies_again()
    {
        using var rsa = Testing.TestKey.Rsa();
        foreach (var signer in new[] { Some.Key, rsa })
        {
            var key = Some.Public(signer);
            byte[] signature = signer.Sign("data"u8);

            key.Release();
            key.Release();

            Assert.That(key.Verify("data"u8.ToArray(), signature), Is.True);
        }
    }

    [Test]
    public void Releasing_a_key_disposes_what_an_importer_made_where_that_can_be()
    {
        var importer = new DisposableImporter();
        var key = PublicKey.FromPem(Some.Key.PublicKeyPem, null, importer);

        key.Release();

        Assert.That(importer.Disposals, Is.EqualTo(1));
    }

    private KeyPool<Handle> Pool() => new(() =>
    {
        Interlocked.Increment(ref _imports);
        return new Handle();
    });

    private sealed class Handle : IDisposable
    {
        public int Users;

        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }

    private sealed class DisposableImporter : IKeyImporter, IVerificationKey, IDisposable
    {
        public int Disposals { get; private set; }

        public string Algorithm => "own";

        public bool Reads(string keyOid) => true;

        public IVerificationKey Import(ReadOnlyMemory<byte> subjectPublicKeyInfo, string? algorithm) => this;

        public bool Verify(SignedMessage message, ReadOnlySpan<byte> signature) => false;

        public void Dispose() => Disposals++;
    }
}
