using System.Security.Cryptography;

namespace ImageProvenance.Testing;

/// <summary>A signer's certificate.</summary>
/// <param name="Der">The certificate.</param>
/// <param name="End">When it ends.</param>
/// <param name="Above">The certificates above it that a bundle with a chain brings along.</param>
/// <param name="Authority">All certificates above it, the root last: cosign's annotation has them.</param>
internal sealed record IssuedCertificate(byte[] Der, DateTimeOffset End, IReadOnlyList<byte[]> Above, IReadOnlyList<byte[]> Authority)
{
    public string Pem => PemOf(Der);

    /// <summary>PEM as Go writes it: with a newline after the last line.</summary>
    public static string PemOf(byte[] der) => PemEncoding.WriteString("CERTIFICATE", der) + "\n";
}
