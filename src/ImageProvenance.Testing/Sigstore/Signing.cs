using System.Security.Cryptography;
using ImageProvenance.Attestations;

namespace ImageProvenance.Testing;

/// <summary>One signing, from the certificate to the last timestamp: what Sigstore's clients do. Not thread-safe.</summary>
internal sealed class Signing : IDisposable
{
    private readonly VirtualSigstore _sigstore;
    private readonly DateTimeOffset _now;
    private readonly SigningKey _key;
    private readonly bool _ownsKey;

    public Signing(VirtualSigstore sigstore, TestSigner signer, DateTimeOffset now, SigningOptions options)
    {
        (_sigstore, _now, Options) = (sigstore, now, options);
        _ownsKey = signer.Key is null;
        _key = signer.Key is { } key ? new(key, null) : Enrollment.Enroll(sigstore, signer.Identity!, now);
    }

    public SigningOptions Options { get; }

    /// <summary>Signs bytes as they are: an artifact, or a payload.</summary>
    public SignedParts SignMessage(ReadOnlyMemory<byte> message) => Sign(message, _ => null);

    /// <summary>Signs bytes in an envelope.</summary>
    /// <param name="payload">The payload.</param>
    /// <param name="isLayer">Whether the envelope is to be a layer behind a tag.</param>
    public SignedParts SignEnvelope(ReadOnlyMemory<byte> payload, bool isLayer = false) => Sign(
        DssePreAuthEncoding.Encode(Options.PayloadType, payload.Span),
        signature => DsseEnvelope.Create(Options.PayloadType, payload, _ => signature),
        isLayer);

    public void Dispose()
    {
        if (_ownsKey)
            _key.Key.Dispose();
    }

    private SignedParts Sign(ReadOnlyMemory<byte> message, Func<byte[], DsseEnvelope?> wrap, bool isLayer = false)
    {
        var plan = _sigstore.NextSignature.Take();
        ReadOnlyMemory<byte> another = (byte[])[.. message.Span, (byte)' '];
        byte[] signature = MakeSignature(plan.IsOfAnotherMessage ? another : message, plan.IsMadeByAnotherKey);
        var envelope = wrap(signature);
        var content = new LogEntryContent
        {
            Message = message,
            Hash = _key.Key.Hash,
            Signature = signature,
            Verifier = _key.Verifier,
            Envelope = envelope is null ? null : new(envelope.Payload, envelope.PayloadType, envelope.ToJson()) { IsLayer = isLayer },
        };
        return new()
        {
            Signer = _key,
            Signature = signature,
            Envelope = envelope,
            ClaimedDigest = (_key.Key.Hash, CryptographicOperations.HashData(_key.Key.Hash, (plan.ClaimsAnotherDigest ? another : message).Span)),
            LogEntries = new LogSubmission(_sigstore, _key, _now, Options.LogEntryKind).Submit(content),
            Timestamps = [.. Stamp(signature)],
        };
    }

    private byte[] MakeSignature(ReadOnlyMemory<byte> message, bool byAnotherKey)
    {
        if (!byAnotherKey)
            return _key.Key.Sign(message.Span);
        using var another = _key.Key.Another();
        return another.Sign(message.Span);
    }

    private IEnumerable<byte[]> Stamp(byte[] signature)
    {
        var first = _sigstore.NextTimestamp.Take();
        foreach (var (i, own) in _sigstore.Parts.TimestampAuthorities.Index())
        {
            var plan = i == 0 ? first : TimestampPlan.Honest;
            var authority = plan.Authority?.Parts.TimestampAuthorities[0] ?? own;
            var time = plan.IsOutsideCertificate && _key.Certificate is { } certificate ? certificate.End.AddMinutes(1) : plan.Time ?? _now;
            for (int count = plan.IsMissing ? 0 : plan.IsIssuedTwice ? 2 : 1; count > 0; count--)
                yield return authority.Stamp(signature, time, plan, () => _sigstore.Stranger.Parts.TimestampAuthorities[0]);
        }
    }
}
