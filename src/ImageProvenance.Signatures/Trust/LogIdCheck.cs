using System.Security.Cryptography;

namespace ImageProvenance.Signatures;

/// <summary>
/// Checks that the id that a trusted root states of a log is its key's, as far as the key alone tells: certificate logs are
/// known by the SHA-256 of their key, logs of signatures with an ECDSA key too, by all of it or by the four bytes that begin
/// their checkpoints' lines. With other keys the id is made of a name as well, which the root need not hold.
/// </summary>
/// <remarks>
/// RFC 6962, 3.2; C2SP, signed-note.md; sigstore protobuf-specs, sigstore_trustroot.proto, <c>log_id</c>. A key written as a bare
/// RSAPublicKey counts as its SubjectPublicKeyInfo. cosign makes the id of an Ed25519 or RSA log from the origin that it is told,
/// which may differ from the base URL.
/// </remarks>
internal static class LogIdCheck
{
    private const int NoteKeyIdBytes = 4;

    public static void Check(ReadOnlySpan<byte> logId, LogKind kind, LogKeyDetails? details, ReadOnlySpan<byte> subjectPublicKeyInfo, string log)
    {
        bool isNoteKeyId = kind == LogKind.Transparency && logId.Length == NoteKeyIdBytes;
        if (logId.Length != SHA256.HashSizeInBytes && !isNoteKeyId)
            throw TrustedRootJson.Invalid($"The id of {log} has a length that none has.", $"{SHA256.HashSizeInBytes} bytes", $"{logId.Length} bytes");
        if (details is null || (kind == LogKind.Transparency && !details.IsEcdsa))
            return;

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(subjectPublicKeyInfo, hash);
        if (!hash[..logId.Length].SequenceEqual(logId))
            throw TrustedRootJson.Invalid($"The id of {log} is not its key's.", Convert.ToBase64String(hash), Convert.ToBase64String(logId));
    }
}
