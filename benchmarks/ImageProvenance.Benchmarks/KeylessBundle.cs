using System.Security.Cryptography;
using System.Text;
using ImageProvenance.Attestations;
using ImageProvenance.Signatures;

namespace ImageProvenance.Benchmarks;

/// <summary>
/// A keyless bundle, and the operations of cryptography that nobody can leave out of its verification: the same keys, imported
/// where they can be kept, and the same bytes.
/// </summary>
/// <remarks>
/// Left out are parsing, comparing, and what is done once for a root: importing its keys, proving its chains.
/// </remarks>
internal sealed class KeylessBundle
{
    private readonly List<Func<bool>> _operations = [];
    private readonly byte[] _json;
    private readonly Subject _subject;
    private readonly TrustPlan _trust;

    public KeylessBundle(byte[] json, byte[] artifact, byte[] trustedRoot)
    {
        _json = json;
        _subject = Subject.Of(VerifiedBytes.Hash(artifact));
        _trust = new([], [new("benchmark", TrustedRoot.Parse(trustedRoot))], acceptsCertificates: true);
        Collect(SigstoreBundle.Parse(json), _trust.Instances[0].Root);
        if (!Verify() || !Primitives())
            throw new InvalidOperationException("The bundle does not verify.");
    }

    /// <summary>What is measured: parse and verify.</summary>
    public bool Verify() => BundleVerifier.Verify(_subject, SigstoreBundle.Parse(_json), _trust).IsProven;

    /// <summary>The baseline.</summary>
    public bool Primitives()
    {
        bool all = true;
        foreach (var operation in _operations)
            all &= operation();
        return all;
    }

    private void Collect(SigstoreBundle bundle, TrustedRoot root)
    {
        var leaf = Certificate.Parse(bundle.KeyMaterial.Certificate!.Value);
        var signature = bundle.DsseEnvelope?.Signatures[0].Signature ?? bundle.MessageSignature!.Signature;
        CollectEntry(bundle.TlogEntries[0], root);
        if (bundle.Rfc3161Timestamps.Count > 0)
            CollectTimestamp(bundle.Rfc3161Timestamps[0], signature, root);
        CollectCertificate(leaf, root);

        var message = bundle.DsseEnvelope?.SignedBytes ?? _subject.Content!.Memory;
        _operations.Add(() => VerifyWithNewKey(leaf.SubjectPublicKeyInfo.Span, message.Span, signature.Span));
    }

    private void CollectEntry(TransparencyLogEntry entry, TrustedRoot root)
    {
        var log = root.FindLog(entry.LogId.Span)!;
        if (entry.SignedEntryTimestamp is { } promise)
        {
            byte[] signed = Encoding.UTF8.GetBytes($"{{\"body\":\"{Convert.ToBase64String(entry.CanonicalizedBody.Span)}\",\"integratedTime\":{entry.IntegratedTime},\"logID\":\"{Convert.ToHexStringLower(entry.LogId.Span)}\",\"logIndex\":{entry.LogIndex}}}");
            CollectSignature(log.Key, signed, promise);
        }

        var checkpoint = Checkpoint.Parse(entry.InclusionProof!.Checkpoint);
        CollectSignature(log.Key, checkpoint.Text, checkpoint.Signatures.First(line => log.Key.Verify(checkpoint.Text, line.Signature.Span)).Signature);
        _operations.Add(() => Climb(entry));
    }

    private void CollectTimestamp(ReadOnlyMemory<byte> response, ReadOnlyMemory<byte> signature, TrustedRoot root)
    {
        var signer = TimestampToken.Parse(response).SignerInfo;
        byte[] attributes = signer.SignedAttributes.Encoded.ToArray();
        attributes[0] = 0x31;
        var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(root.TimestampAuthorities[0].Signer!.SubjectPublicKeyInfo.Span, out _);
        var hash = signer.DigestAlgorithm.Known!.Value;
        _operations.Add(() => key.VerifyData(attributes, signer.Signature.Span, hash, DSASignatureFormat.Rfc3279DerSequence));
        _operations.Add(() => SHA256.HashData(signature.Span).Length > 0);
    }

    private void CollectCertificate(Certificate leaf, TrustedRoot root)
    {
        var issuer = CertificateIssuers.Of(leaf, root)[0].Chain.Issuer;
        var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(issuer.SubjectPublicKeyInfo.Span, out _);
        _operations.Add(() => key.VerifyData(leaf.TbsCertificate.Span, leaf.Signature.Span, HashAlgorithmName.SHA384, DSASignatureFormat.Rfc3279DerSequence));

        if (!SignedCertificateTimestamp.TryRead(SignedCertificateTimestamp.ReadList(leaf)[0], out var timestamp))
            throw new InvalidOperationException("The certificate has no timestamp.");
        var precertificate = Precertificate.Of(leaf, issuer);
        byte[] signed = new byte[precertificate.SignedLength(timestamp)];
        precertificate.WriteSigned(timestamp, signed);
        CollectSignature(root.FindCertificateLog(timestamp.LogId.Span)!.Key, signed, timestamp.Signature);
    }

    // By the framework where it can, by the same code as is measured where it cannot (Ed25519).
    private void CollectSignature(PublicKey key, ReadOnlyMemory<byte> data, ReadOnlyMemory<byte> signature)
    {
        if (!key.Algorithm.StartsWith("ecdsa-", StringComparison.Ordinal))
        {
            _operations.Add(() => key.Verify(data, signature.Span));
            return;
        }

        var ecdsa = ECDsa.Create();
        ecdsa.ImportSubjectPublicKeyInfo(key.SubjectPublicKeyInfo.Span, out _);
        _operations.Add(() => ecdsa.VerifyData(data.Span, signature.Span, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
    }

    // The signer's key is another with every bundle: it has to be imported.
    private static bool VerifyWithNewKey(ReadOnlySpan<byte> subjectPublicKeyInfo, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(subjectPublicKeyInfo, out _);
        return key.VerifyData(message, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    private static bool Climb(TransparencyLogEntry entry)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(entry.CanonicalizedBody.Span, hash);
        Span<byte> node = stackalloc byte[1 + (2 * SHA256.HashSizeInBytes)];
        foreach (var sibling in entry.InclusionProof!.Hashes)
        {
            hash.CopyTo(node[1..]);
            sibling.Span.CopyTo(node[(1 + hash.Length)..]);
            SHA256.HashData(node, hash);
        }

        return true;
    }
}
