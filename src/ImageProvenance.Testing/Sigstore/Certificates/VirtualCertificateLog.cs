using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ImageProvenance.Testing;

/// <summary>A certificate transparency log that promises to publish what it is shown, and keeps nothing. Thread-safe.</summary>
/// <remarks>RFC 6962, 3.2.</remarks>
internal sealed class VirtualCertificateLog(string baseUrl) : IDisposable
{
    private const byte Sha256 = 4, Ecdsa = 3;

    public string BaseUrl { get; } = baseUrl;

    public TestKey Key { get; } = TestKey.Ecdsa();

    public byte[] LogId => SHA256.HashData(Key.SubjectPublicKeyInfo.Span);

    /// <summary>Promises to publish a certificate: an SCT.</summary>
    /// <param name="toBeSigned">The certificate as its issuer will sign it, but for the list of SCTs.</param>
    /// <param name="issuerKey">The issuer's SubjectPublicKeyInfo.</param>
    /// <param name="time">The time of the promise.</param>
    /// <param name="plan">How it is made.</param>
    /// <param name="another">Whose key signs where the plan asks for another's.</param>
    public byte[] Promise(ReadOnlySpan<byte> toBeSigned, ReadOnlySpan<byte> issuerKey, DateTimeOffset time, SctPlan plan, Func<VirtualCertificateLog> another)
    {
        byte[] timestamp = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(timestamp, (plan.Time ?? time).ToUnixTimeMilliseconds());
        byte[] extensions = TlsVector.Write(2, plan.Extensions.Span);
        byte[] entry = toBeSigned.ToArray();
        if (plan.IsOfAnotherCertificate)
            entry[^1] ^= 1;

        byte[] signed = [0, 0, .. timestamp, 0, 1, .. SHA256.HashData(issuerKey), .. TlsVector.Write(3, entry), .. extensions];
        byte[] signature = (plan.IsSignedByAnotherKey ? another() : this).Key.Sign(signed);
        return [0, .. LogId, .. timestamp, .. extensions, Sha256, Ecdsa, .. TlsVector.Write(2, signature)];
    }

    public void Dispose() => Key.Dispose();
}
