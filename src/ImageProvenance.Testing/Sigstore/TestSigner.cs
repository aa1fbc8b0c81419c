namespace ImageProvenance.Testing;

/// <summary>
/// Who signs with a <see cref="VirtualSigstore"/>: somebody, with a key and a certificate made for it, or a key of one's own.
/// Either converts to it. Immutable and thread-safe.
/// </summary>
public sealed class TestSigner
{
    private TestSigner(TestIdentity? identity, TestKey? key) => (Identity, Key) = (identity, key);

    /// <summary>Whom the certificate names; null for a key.</summary>
    public TestIdentity? Identity { get; }

    /// <summary>The key; null for somebody who gets one for the occasion.</summary>
    public TestKey? Key { get; }

    /// <summary>Somebody, with a key and a certificate made for one signature.</summary>
    public static implicit operator TestSigner(TestIdentity identity) => new(identity ?? throw new ArgumentNullException(nameof(identity)), null);

    /// <summary>A key of one's own, without a certificate.</summary>
    public static implicit operator TestSigner(TestKey key) => new(null, key ?? throw new ArgumentNullException(nameof(key)));
}
