using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace ImageProvenance.Oci;

/// <summary>How TLS is spoken to one server: by which roots it is known, and with which certificate we show who we are.</summary>
/// <param name="Roots">The roots that alone are trusted; null for the system's.</param>
/// <param name="Client">Our certificate and what follows it; null for none.</param>
internal sealed record ServerTls(X509Certificate2Collection? Roots, SslStreamCertificateContext? Client)
{
    public static ServerTls Default { get; } = new(null, null);

    /// <summary>The options of a connection. Our certificate is for the registry alone.</summary>
    public SslClientAuthenticationOptions Options(bool isHome) => new()
    {
        CertificateChainPolicy = ChainPolicy(),
        ClientCertificateContext = isHome ? Client : null,
    };

    private X509ChainPolicy ChainPolicy()
    {
        var policy = new X509ChainPolicy
        {
            // A server's certificate can name any address as that of its issuer; nothing is fetched from there.
            DisableCertificateDownloads = true,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        if (Roots is not null)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.AddRange(Roots);
        }

        return policy;
    }
}
