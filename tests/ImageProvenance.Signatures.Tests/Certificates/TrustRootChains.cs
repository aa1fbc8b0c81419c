using System.Text.Json;
using ImageProvenance.Tests;

namespace ImageProvenance.Signatures.Tests;

/// <summary>The chains and certificate logs of real trusted roots, read straight from their JSON.</summary>
internal static class TrustRootChains
{
    public static IReadOnlyList<IReadOnlyList<Certificate>> Of(string list, params string[] path)
    {
        using var root = JsonDocument.Parse(File.ReadAllBytes(SharedData.Path(path)));
        return [.. root.RootElement.GetProperty(list).EnumerateArray().Select(authority => (IReadOnlyList<Certificate>)
            [.. authority.GetProperty("certChain").GetProperty("certificates").EnumerateArray().Select(certificate => Certificate.Parse(certificate.GetProperty("rawBytes").GetBytesFromBase64()))])];
    }
}
