using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ImageProvenance.Oci;

/// <summary>Names readers by their credentials: the same name for the same ones, and nothing to be learnt from it. Thread-safe.</summary>
internal sealed class ReaderIds
{
    private readonly byte[] _salt = RandomNumberGenerator.GetBytes(32);

    /// <param name="readers">As whom each place is read, in its order; null for anonymously.</param>
    public string Of(IEnumerable<RegistryCredential?> readers)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _salt);
        foreach (var reader in readers)
            foreach (string? part in new[] { reader?.Username, reader?.Password, reader?.IdentityToken, reader?.RegistryToken })
                Append(hash, part);
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    // With its length before it no part can be taken for a piece of another.
    private static void Append(IncrementalHash hash, string? part)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, part?.Length ?? -1);
        hash.AppendData(length);
        hash.AppendData(Encoding.UTF8.GetBytes(part ?? ""));
    }
}
